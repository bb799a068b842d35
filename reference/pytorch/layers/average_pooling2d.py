"""AveragePooling2D in PyTorch is torch.nn.functional.avg_pool2d, over the pixels in the image.

PyTorch's own mean counts the border, or leaves it out only where it is alike on both sides; so the
windows are summed, and the pixels counted by summing ones.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from reference.pytorch.layers.images import Pair, channels_first, channels_last, pad
from reference.weights import named


class AveragePooling2D(nn.Module):
    """The mean of each window."""

    WEIGHTS = named()

    def __init__(
        self,
        input_shape: tuple[int, ...],
        pool_size: int | Pair = 2,
        strides: int | Pair | None = None,
        padding: str = "valid",
    ) -> None:
        super().__init__()
        self.pool_size = pool_size
        self.strides = pool_size if strides is None else strides
        self.padding = padding

    def forward(self, x: Tensor) -> Tensor:
        """The mean of each window."""
        x = channels_first(x)
        return channels_last(self.sums(x) / self.sums(torch.ones_like(x[:1, :1])))

    def sums(self, x: Tensor) -> Tensor:
        """The sum of each window."""
        x = pad(x, self.padding, self.pool_size, self.strides)
        return functional.avg_pool2d(x, self.pool_size, self.strides, divisor_override=1)
