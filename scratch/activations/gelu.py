r"""Gaussian error linear unit: y = x Φ(x), with Φ the normal distribution function.

    Φ(x) = (1 + erf(x/√2)) / 2
    approximately: Φ(x) = (1 + tanh u) / 2,   u = √(2/π) (x + 0.044715 x³)

Source: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", 2016.
"""

import math

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.activations.sigmoid import sigmoid
from scratch.special import erfc
from scratch.validation import boolean, floats

CUBIC = 0.044715
FLAT = 200.0  # Beyond it Φ is 0 or 1 and Φ' is 0 in every floating type; no power overflows below.


class Gelu(ActivationFunction):
    """y = x Φ(x): each input counts as much as a normal number is likely to lie below it.

    With `approximate=True`, Φ is the approximation by tanh.

    >>> gelu(np.array([-1000.0, 0.0, 2.0])).round(4)
    array([-0.    ,  0.    ,  1.9545])
    """

    def __call__(self, x, approximate=False):
        """x Φ(x)."""
        x = floats("x", x)
        return x * self.distribution(x, approximate)

    def derivative(self, x, approximate=False):
        """y' = Φ(x) + x Φ'(x)."""
        x = floats("x", x)
        return self.distribution(x, approximate) + x * self.density(x, approximate)

    def distribution(self, x, approximate):
        """Φ(x), as erfc(-x/√2)/2 or sigmoid(2u), which keep their digits where it is nearly 0."""
        if boolean("approximate", approximate):
            return sigmoid(2 * self.u(x))
        return erfc(x * -math.sqrt(0.5)) / 2

    def density(self, x, approximate):
        """Φ'(x): e^{-x²/2}/√(2π), or sigmoid'(2u) · 2u'."""
        x = np.clip(x, -FLAT, FLAT)
        if approximate:
            du = math.sqrt(2 / math.pi) * (1 + 3 * CUBIC * x**2)
            return sigmoid.derivative(2 * self.u(x)) * 2 * du
        return np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)

    def u(self, x):
        """√(2/π) (x + 0.044715 x³)."""
        x = np.clip(x, -FLAT, FLAT)
        return math.sqrt(2 / math.pi) * (x + CUBIC * x**3)


gelu = Gelu()
