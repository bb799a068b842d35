r"""Exponential linear unit: y = x where x > 0, else α(e^x - 1).

Source: Clevert, Unterthiner, Hochreiter, "Fast and Accurate Deep Network Learning by Exponential
Linear Units", 2016.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.validation import floats, number


class Elu(ActivationFunction):
    """y = x where x > 0, else alpha · (e^x - 1): it saturates at -alpha.

    >>> elu(np.array([-1000.0, 0.0, 2.0]))
    array([-1.,  0.,  2.])
    """

    def __call__(self, x, alpha=1.0):
        """x where x > 0, else alpha · (e^x - 1); e is never raised to a positive power."""
        x = floats("x", x)
        alpha = float(number("alpha", alpha, least=0))
        return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))

    def derivative(self, x, alpha=1.0):
        """1 where x > 0, else alpha · e^x: at 0 it is alpha, as in both frameworks."""
        x = floats("x", x)
        alpha = float(number("alpha", alpha, least=0))
        return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


elu = Elu()
