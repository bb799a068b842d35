"""AdamW with decoupled weight decay.

like: adamw
object: AdamW
verdict: wrong
cause: decay|learning rate|factor
note: The decay is not multiplied by the learning rate.
"""

import numpy as np


class AdamW:
    def __init__(self, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.lr, (self.b1, self.b2), self.eps = lr, betas, eps
        self.weight_decay = weight_decay
        self.m = self.v = 0
        self.t = 0

    def update(self, w, grad):
        self.t += 1
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * grad * grad
        m_hat = self.m / (1 - self.b1**self.t)
        v_hat = self.v / (1 - self.b2**self.t)
        w = w - self.weight_decay * w
        return w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
