"""Images in PyTorch: the borders that TensorFlow's "same" padding adds, and the order of axes.

PyTorch pads both sides alike, TensorFlow puts the odd pixel after the image, so twins pad by hand.
"""

from torch import Tensor
from torch.nn import functional

Pair = tuple[int, int]


def pair(value: int | Pair) -> Pair:
    """An integer counts for both axes."""
    return (value, value) if isinstance(value, int) else (value[0], value[1])


def channels_first(x: Tensor) -> Tensor:
    """(batch, channels, height, width): a view, which PyTorch knows as its channels_last format."""
    return x.permute(0, 3, 1, 2)


def channels_last(x: Tensor) -> Tensor:
    """(batch, height, width, channels): a view."""
    return x.permute(0, 2, 3, 1)


def same_border(n: int, kernel: int, stride: int, dilation: int) -> Pair:
    """(before, after) for an axis of n pixels, as TensorFlow's "same" padding has it."""
    missing = max(((n - 1) // stride) * stride + dilation * (kernel - 1) + 1 - n, 0)
    return missing // 2, missing - missing // 2


def pad(
    x: Tensor,
    padding: str,
    kernel_size: int | Pair,
    strides: int | Pair,
    dilation_rate: int | Pair = 1,
    value: float = 0.0,
) -> Tensor:
    """Channels-first images with their border; the same tensor where there is none."""
    if padding == "valid":
        return x
    axes = zip(x.shape[2:], pair(kernel_size), pair(strides), pair(dilation_rate), strict=True)
    (top, bottom), (left, right) = (same_border(*axis) for axis in axes)
    if top == bottom == left == right == 0:
        return x
    return functional.pad(x, (left, right, top, bottom), value=value)
