r"""Adam with dictionaries for its moments.

like: adam
object: Adam
verdict: wrong
cause: epsilon|\beps\b
note: Epsilon is added under the root, where neither framework has it.
"""

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.s, self.r, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.s[k] = self.beta1 * self.s.get(k, 0.0) + (1 - self.beta1) * grads[k]
            self.r[k] = self.beta2 * self.r.get(k, 0.0) + (1 - self.beta2) * grads[k] ** 2
            s_hat = self.s[k] / (1 - self.beta1**self.t)
            r_hat = self.r[k] / (1 - self.beta2**self.t)
            params[k] -= self.learning_rate * s_hat / np.sqrt(r_hat + self.epsilon)
