"""Plain stochastic gradient descent on dictionaries.

like: sgd
object: SGD
verdict: right
note: update(params, grads) changes the parameters in place.
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]
