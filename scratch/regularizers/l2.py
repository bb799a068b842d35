r"""L2 (ridge): penalty λ Σ w², gradient 2 λ w.

Source: Hoerl and Kennard, "Ridge Regression", 1970. The factor 1/2 that some texts put in front
is in neither Keras nor here; PyTorch's `weight_decay=d` equals λ = d/2.
"""

import numpy as np

from scratch.validation import floats, number


class L2:
    """Penalty `l2` · Σ w².

    >>> float(L2(0.1)(np.array([1.0, 2.0])))
    0.5
    """

    def __init__(self, l2=0.01):
        self.l2 = float(number("l2", l2, least=0))

    def __call__(self, w):
        """λ Σ w²: a scalar in the dtype of w."""
        return self.l2 * np.sum(np.square(floats("w", w)))

    def gradient(self, w):
        """2 λ w, in the shape of w."""
        return 2 * self.l2 * floats("w", w)
