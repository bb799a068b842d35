r"""Mean squared error: L = (1/N) Σ (y_pred - y_true)², over all N elements.

Source: Gauss 1809; Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 5.1.4.
"""

import numpy as np

from scratch.losses.loss import Loss


class MeanSquaredError(Loss):
    """The mean of the squared differences; dL/dy_pred = 2 (y_pred - y_true) / N.

    >>> loss = MeanSquaredError()
    >>> float(loss(np.array([1.0, 0.0]), np.array([0.5, 0.5])))
    0.25
    >>> loss.backward()
    array([-0.5,  0.5])
    """

    def __call__(self, y_true, y_pred):
        """(1/N) Σ (y_pred - y_true)²."""
        y_true, y_pred = self.prepare(y_true, y_pred)
        self.difference = y_pred - y_true
        return np.mean(np.square(self.difference))

    def backward(self):
        """2 (y_pred - y_true) / N."""
        return 2 * self.difference / self.difference.size
