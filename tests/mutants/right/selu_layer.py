"""Self-normalising ELU.

like: selu
object: SELU
verdict: right
note: Scale and alpha as in the paper; the gradient is scaled on both branches.
"""

import numpy as np


class SELU:
    alpha = 1.6732632423543772
    scale = 1.0507009873554805

    def forward(self, x):
        self.x = x
        return self.scale * np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0)))

    def backward(self, dy):
        slope = np.where(self.x > 0, 1, self.alpha * np.exp(np.minimum(self.x, 0)))
        return dy * self.scale * slope
