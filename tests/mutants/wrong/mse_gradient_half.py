r"""MSE as a class with forward and backward.

like: mean_squared_error
object: MSE
verdict: wrong
cause: factor|\b2\b|two|half
note: The factor 2 of the square is missing in the gradient.
"""

import numpy as np


class MSE:
    def forward(self, y_hat, y):
        self.y_hat = y_hat
        self.y = y
        return np.mean(np.square(y_hat - y))

    def backward(self):
        return (self.y_hat - self.y) / self.y.size
