r"""Uniform draws: U(minval, maxval), the same for every shape.

Source: LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998, section 4.6.
"""

from scratch.initializers.initializer import Initializer
from scratch.validation import number, reject


class RandomUniform(Initializer):
    """Draws between `minval` and `maxval`, every value as likely as any other.

    >>> x = RandomUniform(-1.0, 1.0)((100,), rng=0)
    >>> bool(x.min() >= -1 and x.max() < 1)
    True
    """

    def __init__(self, minval=-0.05, maxval=0.05):
        self.minval = float(number("minval", minval))
        self.maxval = float(number("maxval", maxval))
        if minval > maxval:
            reject("minval", f"at most maxval, {maxval}", minval)

    def draw(self, shape, rng):
        """Draws of `shape` from U(minval, maxval)."""
        return rng.uniform(self.minval, self.maxval, shape)
