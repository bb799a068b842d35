"""Conv2DTranspose in PyTorch is torch.nn.functional.conv_transpose2d.

Its weight is (in, out, rows, columns), ours (rows, columns, out, in). The whole painted image is
made, then cut (or filled up with zeros) to the size that Keras gives, whose border is uneven.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from reference.pytorch import activations
from reference.pytorch.layers.images import (
    Pair,
    channels_first,
    channels_last,
    pair,
    same_border,
)
from reference.weights import Weight, axes


class Conv2DTranspose(nn.Module):
    """y = f(x painted with W, + b)."""

    WEIGHTS = {"kernel": axes("conv.weight", 3, 2, 0, 1), "bias": Weight("conv.bias")}

    def __init__(
        self,
        input_shape: tuple[int, ...],
        filters: int,
        kernel_size: int | Pair,
        strides: int | Pair = 1,
        padding: str = "valid",
        output_padding: int | Pair | None = None,
        dilation_rate: int | Pair = 1,
        activation: str | None = None,
        use_bias: bool = True,
    ) -> None:
        super().__init__()
        self.conv = nn.ConvTranspose2d(
            input_shape[-1], filters, kernel_size, strides, dilation=dilation_rate, bias=use_bias
        ).to(memory_format=torch.channels_last)
        extra = (None, None) if output_padding is None else pair(output_padding)
        self.padding, self.output_padding = padding, extra
        self.activation = activations.get(activation)

    def margins(self, axis: int, n: int) -> Pair:
        """What is added (cut, where negative) before and after the painted image along one axis."""
        kernel, stride = self.conv.kernel_size[axis], self.conv.stride[axis]
        dilation, extra = self.conv.dilation[axis], self.output_padding[axis]
        span = dilation * (kernel - 1) + 1
        painted = (n - 1) * stride + span
        if self.padding == "valid":
            return 0, max(stride - span, 0) if extra is None else extra
        length = n * stride if extra is None else (n - 1) * stride + span % 2 + extra
        before, _ = same_border(length, kernel, stride, dilation)
        return -before, length - painted + before

    def forward(self, x: Tensor) -> Tensor:
        """y = f(x painted with W, + b)."""
        x = channels_first(x)
        z = functional.conv_transpose2d(
            x, self.conv.weight, stride=self.conv.stride, dilation=self.conv.dilation
        )
        z = functional.pad(z, (*self.margins(1, x.shape[3]), *self.margins(0, x.shape[2])))
        z = channels_last(z)
        return self.activation(z if self.conv.bias is None else z + self.conv.bias)
