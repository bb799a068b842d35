r"""Leaky rectified linear unit: y = x where x > 0, else αx.

Source: Maas, Hannun, Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.validation import floats, number


class LeakyRelu(ActivationFunction):
    """y = x where x > 0, else negative_slope · x, so that no unit ever falls quite silent.

    >>> leaky_relu(np.array([-1.0, 0.0, 2.0]))
    array([-0.2,  0. ,  2. ])
    """

    def __call__(self, x, negative_slope=0.2):
        """x where x > 0, else negative_slope · x."""
        return floats("x", x) * self.derivative(x, negative_slope)

    def derivative(self, x, negative_slope=0.2):
        """1 where x > 0, else negative_slope, which is also taken at the kink."""
        x = floats("x", x)
        alpha = float(number("negative_slope", negative_slope, least=0))
        return np.where(x > 0, x.dtype.type(1), alpha)


leaky_relu = LeakyRelu()
