"""Adam for lists of arrays with step(params, grads).

like: adam
object: Adam
verdict: wrong
cause: bias correction|bias-correction|correction
note: The first moment is corrected for its start at zero, the second is not.
"""

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon
        self.m = self.v = None
        self.t = 0

    def step(self, params, grads):
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = self.beta_1 * self.m[i] + (1 - self.beta_1) * g
            self.v[i] = self.beta_2 * self.v[i] + (1 - self.beta_2) * g * g
            m_hat = self.m[i] / (1 - self.beta_1**self.t)
            p -= self.learning_rate * m_hat / (np.sqrt(self.v[i]) + self.epsilon)
