"""DepthwiseConv2D in PyTorch is torch.nn.Conv2d with as many groups as channels.

Its weight is (channels · depth_multiplier, 1, rows, columns), ours (rows, columns, channels,
depth_multiplier).
"""

import numpy as np
import torch
from torch import Tensor, nn

from reference.pytorch import activations
from reference.pytorch.layers.images import Pair, channels_first, channels_last, pad
from reference.weights import Weight


class DepthwiseConv2D(nn.Module):
    """y = f(x ⋆ W + b), channel by channel."""

    def __init__(
        self,
        input_shape: tuple[int, ...],
        kernel_size: int | Pair,
        strides: int | Pair = 1,
        padding: str = "valid",
        depth_multiplier: int = 1,
        dilation_rate: int | Pair = 1,
        activation: str | None = None,
        use_bias: bool = True,
    ) -> None:
        super().__init__()
        channels = input_shape[-1]
        self.conv = nn.Conv2d(
            channels,
            channels * depth_multiplier,
            kernel_size,
            strides,
            dilation=dilation_rate,
            groups=channels,
            bias=use_bias,
        ).to(memory_format=torch.channels_last)
        self.border = padding, kernel_size, strides, dilation_rate
        self.activation = activations.get(activation)

        def encode(kernel: np.ndarray) -> np.ndarray:
            rows, columns, _, _ = kernel.shape
            return kernel.reshape(rows, columns, -1).transpose(2, 0, 1)[:, None]

        def decode(weight: np.ndarray) -> np.ndarray:
            _, _, rows, columns = weight.shape
            kernel = weight[:, 0].transpose(1, 2, 0)
            return kernel.reshape(rows, columns, channels, depth_multiplier)

        self.WEIGHTS = {
            "kernel": Weight("conv.weight", encode, decode),
            "bias": Weight("conv.bias"),
        }

    def forward(self, x: Tensor) -> Tensor:
        """y = f(x ⋆ W + b)."""
        z = self.conv(pad(channels_first(x), *self.border))
        return self.activation(channels_last(z))
