r"""Logistic sigmoid: y = 1 / (1 + e^{-x}).

Source: Verhulst 1845; as a neuron's activation: Rumelhart, Hinton, Williams 1986.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.validation import floats


class Sigmoid(ActivationFunction):
    """y = 1 / (1 + e^{-x}), in (0, 1).

    >>> sigmoid(np.array([0.0, -1000.0, 1000.0]))
    array([0.5, 0. , 1. ])
    """

    def __call__(self, x):
        """1 / (1 + e^{-x}), never raising e to a positive power, so that nothing overflows."""
        x = floats("x", x)
        z = np.exp(np.where(x > 0, -x, x))
        return np.where(x > 0, 1, z) / (1 + z)

    def derivative(self, x):
        """y' = y (1 - y), with 1 - y = sigmoid(-x): exact also where y rounds to 1."""
        return self(x) * self(-floats("x", x))

    def backward(self, dy, x, y):
        """dL/dx = dL/dy · y (1 - y)."""
        return dy * y * (1 - y)


sigmoid = Sigmoid()
