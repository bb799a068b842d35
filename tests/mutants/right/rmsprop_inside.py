"""RMSProp with epsilon under the root.

like: rmsprop
object: RMSProp
verdict: right
note: Epsilon inside the root as in Keras; one array, changed in place.
"""

import numpy as np


class RMSProp:
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-7):
        self.learning_rate, self.rho, self.epsilon = learning_rate, rho, epsilon
        self.s = None

    def update(self, w, dw):
        if self.s is None:
            self.s = np.zeros_like(w)
        self.s = self.rho * self.s + (1 - self.rho) * np.square(dw)
        w -= self.learning_rate * dw / np.sqrt(self.s + self.epsilon)
