"""MaxPooling2D in PyTorch is torch.nn.functional.max_pool2d, over a border that never wins."""

import math

from torch import Tensor, nn
from torch.nn import functional

from reference.pytorch.layers.images import Pair, channels_first, channels_last, pad
from reference.weights import named


class MaxPooling2D(nn.Module):
    """The greatest number of each window."""

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
        """The maximum of each window."""
        x = pad(channels_first(x), self.padding, self.pool_size, self.strides, value=-math.inf)
        return channels_last(functional.max_pool2d(x, self.pool_size, self.strides))
