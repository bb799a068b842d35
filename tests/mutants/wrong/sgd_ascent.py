"""Stochastic gradient descent.

like: sgd
object: SGD
verdict: wrong
cause: sign
note: The gradient is added: the loss is climbed.
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] += self.lr * grads[key]
