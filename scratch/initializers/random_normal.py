r"""Normal draws: N(μ, σ²), the same for every shape.

Source: Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
Networks", 2012, section 5 (with σ = 0.01).
"""

from scratch.initializers.initializer import Initializer
from scratch.validation import number


class RandomNormal(Initializer):
    """Draws from the normal distribution of mean μ = `mean` and deviation σ = `stddev`.

    >>> RandomNormal(mean=3.0, stddev=0.0)((2,))
    array([3., 3.])
    """

    def __init__(self, mean=0.0, stddev=0.05):
        self.mean = float(number("mean", mean))
        self.stddev = float(number("stddev", stddev, least=0))

    def draw(self, shape, rng):
        """Draws of `shape` from N(μ, σ²)."""
        return rng.normal(self.mean, self.stddev, shape)
