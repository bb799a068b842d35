"""AdaGrad with a sum of squares for every parameter.

like: adagrad
object: AdaGrad
verdict: right
note: The sum starts at zero, epsilon stands outside the root: PyTorch's convention.
"""

import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
