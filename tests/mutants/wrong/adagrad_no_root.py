"""AdaGrad, arrays in lists.

like: adagrad
object: AdaGrad
verdict: wrong
cause: root|sqrt
note: The root of the sum of squares is missing.
"""

import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-8):
        self.lr, self.eps = lr, eps
        self.G = None

    def step(self, params, grads):
        if self.G is None:
            self.G = [np.zeros_like(p) for p in params]
        for i in range(len(params)):
            self.G[i] += grads[i] ** 2
            params[i] -= self.lr * grads[i] / (self.G[i] + self.eps)
