"""Normal draws in PyTorch: torch.nn.init.normal_, whose deviation is 1 by default."""

from torch import Generator, Tensor
from torch.nn import init


class RandomNormal:
    """N(mean, stddev²)."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05) -> None:
        self.mean = mean
        self.stddev = stddev

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        return init.normal_(w, self.mean, self.stddev, generator=generator)
