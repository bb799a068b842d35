"""A constant in PyTorch: torch.nn.init.constant_."""

from torch import Generator, Tensor
from torch.nn import init


class Constant:
    """One value everywhere."""

    def __init__(self, value: float = 0.0) -> None:
        self.value = value

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        return init.constant_(w, self.value)
