"""AdamW: Adam with decoupled weight decay.

like: adamw
object: AdamW
verdict: right
note: The weights decay by lr times weight_decay, apart from the gradient; PyTorch's defaults.
"""

import numpy as np


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.params = params
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        b1, b2 = self.betas
        for p, g, m, v in zip(self.params, grads, self.m, self.v):
            p *= 1 - self.lr * self.weight_decay
            m[:] = b1 * m + (1 - b1) * g
            v[:] = b2 * v + (1 - b2) * g * g
            denom = np.sqrt(v / (1 - b2**self.t)) + self.eps
            p -= self.lr * (m / (1 - b1**self.t)) / denom
