r"""Standardization: z = (x - μ) / σ, column by column, with μ and σ of the training rows.

Source: LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998, section 4.3.
"""

import numpy as np

from scratch.data.scaler import Scaler


class Standardize(Scaler):
    """Moves each column to mean 0 and deviation 1, as measured on the rows it was fitted to.

    Attributes:
        offset: the mean μ, shape (columns,).
        scale: σ = √(mean of (x - μ)²), shape (columns,); 1 where the column is constant.

    >>> scaler = Standardize().fit(np.array([[1.0, 5.0], [3.0, 5.0]]))
    >>> scaler.transform(np.array([[5.0, 6.0]]))
    array([[3., 1.]])
    """

    def measure(self, x, constant):
        """μ and σ."""
        return x.mean(axis=0), np.where(constant, 1, x.std(axis=0)).astype(x.dtype)


def standardize(train, x):
    """What `Standardize`, fitted to `train`, makes of x, and the way back."""
    return Standardize().fit(train).report(x)
