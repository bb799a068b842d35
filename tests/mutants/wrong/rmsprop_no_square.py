"""RMSProp with a moving average.

like: rmsprop
object: RMSProp
verdict: wrong
cause: square
note: The absolute gradient is averaged instead of its square.
"""

import numpy as np


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-8):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.avg = {}

    def update(self, params, grads):
        for name, g in grads.items():
            avg = self.avg.get(name, np.zeros_like(g))
            self.avg[name] = self.rho * avg + (1 - self.rho) * np.abs(g)
            params[name] -= self.lr * g / (np.sqrt(self.avg[name]) + self.eps)
