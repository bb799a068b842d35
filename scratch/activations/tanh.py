r"""Hyperbolic tangent: y = (e^x - e^{-x}) / (e^x + e^{-x}).

Source: LeCun, "Generalization and Network Design Strategies", 1989, as a neuron's activation.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.validation import floats


class Tanh(ActivationFunction):
    """y = tanh(x), in (-1, 1): the sigmoid stretched to be odd, tanh(x) = 2 sigmoid(2x) - 1.

    >>> tanh(np.array([0.0, -1000.0, 1000.0]))
    array([ 0., -1.,  1.])
    """

    def __call__(self, x):
        """tanh(x), elementwise."""
        return np.tanh(floats("x", x))

    def derivative(self, x):
        """y' = 1 - y²."""
        return 1 - self(x) ** 2

    def backward(self, dy, x, y):
        """dL/dx = dL/dy · (1 - y²)."""
        return dy * (1 - y**2)


tanh = Tanh()
