"""Truncated normal draws in PyTorch: trunc_normal_ is cut at -2 and 2, not at two deviations."""

from torch import Generator, Tensor
from torch.nn import init

DEVIATION = 0.87962566103423978
"""The standard deviation of a standard normal variable cut at ±2."""


class TruncatedNormal:
    """N(mean, stddev²), cut at two deviations."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05) -> None:
        self.mean = mean
        self.stddev = stddev

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        cut = 2 * self.stddev
        low, high = self.mean - cut, self.mean + cut
        return init.trunc_normal_(w, self.mean, self.stddev, low, high, generator=generator)
