r"""Mean absolute error: L = (1/N) Σ |y_pred - y_true|, over all N elements.

Source: Boscovich 1757; Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning",
2009, section 10.6.
"""

import numpy as np

from scratch.losses.loss import Loss


class MeanAbsoluteError(Loss):
    """The mean of the absolute differences; dL/dy_pred = sign(y_pred - y_true) / N.

    At a difference of zero, where |d| has no derivative, the gradient is 0.

    >>> loss = MeanAbsoluteError()
    >>> float(loss(np.array([1.0, 0.0]), np.array([0.5, 1.0])))
    0.75
    >>> loss.backward()
    array([-0.5,  0.5])
    """

    def __call__(self, y_true, y_pred):
        """(1/N) Σ |y_pred - y_true|."""
        y_true, y_pred = self.prepare(y_true, y_pred)
        self.difference = y_pred - y_true
        return np.mean(np.abs(self.difference))

    def backward(self):
        """sign(y_pred - y_true) / N."""
        return np.sign(self.difference) / self.difference.size
