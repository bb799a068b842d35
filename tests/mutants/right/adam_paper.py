"""Adam as in algorithm 1 of the paper, for dictionaries.

like: adam
object: Adam
verdict: right
note: Corrected moments and epsilon outside the root, as in PyTorch.
"""

import numpy as np


class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.alpha, self.beta1, self.beta2, self.eps = alpha, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m = self.m.get(k, np.zeros_like(g))
            v = self.v.get(k, np.zeros_like(g))
            self.m[k] = self.beta1 * m + (1 - self.beta1) * g
            self.v[k] = self.beta2 * v + (1 - self.beta2) * g**2
            m_hat = self.m[k] / (1 - self.beta1**self.t)
            v_hat = self.v[k] / (1 - self.beta2**self.t)
            params[k] -= self.alpha * m_hat / (np.sqrt(v_hat) + self.eps)
