r"""Softplus: y = log(1 + e^x).

Source: Dugas, Bengio, Bélisle, Nadeau, Garcia, "Incorporating Second-Order Functional Knowledge
for Better Option Pricing", 2001.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.activations.sigmoid import sigmoid
from scratch.validation import floats


class Softplus(ActivationFunction):
    """y = log(1 + e^x), in (0, ∞): a smooth ReLU, whose derivative is the sigmoid.

    >>> softplus(np.array([-1000.0, 0.0, 1000.0]))
    array([0.00000000e+00, 6.93147181e-01, 1.00000000e+03])
    """

    def __call__(self, x):
        """max(x, 0) + log(1 + e^{-|x|}), the same number, and e to no positive power."""
        x = floats("x", x)
        return np.maximum(x, 0) + np.log1p(np.exp(np.where(x > 0, -x, x)))

    def derivative(self, x):
        """y' = σ(x)."""
        return sigmoid(x)


softplus = Softplus()
