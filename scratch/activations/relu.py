r"""Rectified linear unit: y = max(0, x).

Source: Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", 2010.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.validation import floats


class Relu(ActivationFunction):
    """y = x where x > 0, else 0.

    >>> relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 2.])
    """

    def __call__(self, x):
        """max(0, x), elementwise."""
        return np.maximum(floats("x", x), 0)

    def derivative(self, x):
        """1 where x > 0, else 0. At the kink it is taken as 0, as both frameworks do."""
        x = floats("x", x)
        return (x > 0).astype(x.dtype)

    def backward(self, dy, x, y):
        """dL/dx = dL/dy where x > 0, else 0."""
        return dy * (y > 0)


relu = Relu()
