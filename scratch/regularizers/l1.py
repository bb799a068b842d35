r"""L1 (lasso): penalty λ Σ |w|, gradient λ sign(w).

Source: Tibshirani, "Regression Shrinkage and Selection via the Lasso", 1996.
"""

import numpy as np

from scratch.validation import floats, number


class L1:
    """Penalty `l1` · Σ |w|. At w = 0, where |w| has no derivative, the gradient is 0.

    >>> float(L1(0.5)(np.array([1.0, -2.0])))
    1.5
    """

    def __init__(self, l1=0.01):
        self.l1 = float(number("l1", l1, least=0))

    def __call__(self, w):
        """λ Σ |w|: a scalar in the dtype of w."""
        return self.l1 * np.sum(np.abs(floats("w", w)))

    def gradient(self, w):
        """λ sign(w), in the shape of w."""
        return self.l1 * np.sign(floats("w", w))
