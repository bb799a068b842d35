"""Conv2D in PyTorch is torch.nn.Conv2d: channels first, its weight (out, in, rows, columns)."""

import torch
from torch import Tensor, nn

from reference.pytorch import activations
from reference.pytorch.layers.images import Pair, channels_first, channels_last, pad
from reference.weights import Weight, axes


class Conv2D(nn.Module):
    """y = f(x ⋆ W + b)."""

    WEIGHTS = {"kernel": axes("conv.weight", 3, 2, 0, 1), "bias": Weight("conv.bias")}

    def __init__(
        self,
        input_shape: tuple[int, ...],
        filters: int,
        kernel_size: int | Pair,
        strides: int | Pair = 1,
        padding: str = "valid",
        dilation_rate: int | Pair = 1,
        groups: int = 1,
        activation: str | None = None,
        use_bias: bool = True,
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            input_shape[-1],
            filters,
            kernel_size,
            strides,
            dilation=dilation_rate,
            groups=groups,
            bias=use_bias,
        ).to(memory_format=torch.channels_last)
        self.border = padding, kernel_size, strides, dilation_rate
        self.activation = activations.get(activation)

    def forward(self, x: Tensor) -> Tensor:
        """y = f(x ⋆ W + b)."""
        z = self.conv(pad(channels_first(x), *self.border))
        return self.activation(channels_last(z))
