"""Momentum for a dictionary of equally shaped parameters.

like: sgd
object: Momentum
verdict: wrong
cause: state|shared|velocity|parameters share|same (state|velocity)
note: All parameters share one velocity.
"""


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = 0.0

    def update(self, params, grads):
        for name in params:
            self.v = self.momentum * self.v - self.lr * grads[name]
            params[name] = params[name] + self.v
