"""Convolutions, pooling, resizing, and the order of channels."""

import numpy as np
import torch
from torch.nn import functional

from reference.measured import Measured, measured, normal
from reference.pytorch.defaults import assigned, channels_last, images, run, tensor


def conv_channels() -> Measured:
    """Where a convolution expects the channels."""
    layer = torch.nn.Conv2d(3, 2, 1)
    y = layer(torch.zeros(1, 3, 5, 4))
    return measured("first", list(y.shape), list(torch.movedim(y, 1, -1).shape))


def conv_kernel_layout() -> Measured:
    """The shape of a kernel of 5 by 4, for 3 channels and 2 filters."""
    kernel = torch.nn.Conv2d(3, 2, (5, 4)).weight
    shape = list(kernel.shape)
    return measured(shape, shape, list(kernel.permute(2, 3, 1, 0).shape))


def dense_kernel_layout() -> Measured:
    """The shape of a kernel from 3 to 5."""
    kernel = torch.nn.Linear(3, 5).weight
    return measured(list(kernel.shape), list(kernel.shape), list(kernel.T.shape))


def flatten_order() -> Measured:
    """What a map of three channels becomes."""
    x = images(np.arange(24.0).reshape(1, 2, 4, 3))
    y, aligned = torch.flatten(x, 1), torch.flatten(x.permute(0, 2, 3, 1), 1)
    return measured("channel after channel" if y[0, 1] == 3 else "pixel after pixel", y, aligned)


def conv_same_stride() -> Measured:
    """Zeros before and after a row of 6 pixels, for a kernel of 3 and stride 2."""
    x, kernel = images(normal(1, 6, 6, 1)), normal(3, 3, 1, 1).transpose(3, 2, 0, 1)
    layer = assigned(torch.nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False), weight=kernel)
    unpadded = assigned(torch.nn.Conv2d(1, 1, 3, stride=2, bias=False), weight=kernel)
    aligned = unpadded(functional.pad(x, (0, 1, 0, 1)))
    same = torch.equal(layer(x), unpadded(functional.pad(x, (1, 0, 1, 0))))
    return measured([1, 0 if same else 1], channels_last(layer(x)), channels_last(aligned))


def conv_transpose_same() -> Measured:
    """The size that 4 pixels become, kernel 3, stride 2, one pixel of padding."""
    x, kernel = images(normal(1, 4, 4, 1)), normal(3, 3, 1, 1).transpose(3, 2, 0, 1)
    padded = torch.nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, bias=False)
    whole = torch.nn.ConvTranspose2d(1, 1, 3, stride=2, bias=False)
    y = assigned(padded, weight=kernel)(x)
    aligned = assigned(whole, weight=kernel)(x)[..., :-1, :-1]
    return measured(y.shape[-1], channels_last(y), channels_last(aligned))


def conv_transpose_output_padding() -> Measured:
    """The first pixel of a transposed convolution that doubles the size: what it is cut from."""
    x, kernel = images(normal(1, 4, 4, 1)), normal(3, 3, 1, 1).transpose(3, 2, 0, 1)
    doubled = torch.nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1, bias=False)
    whole = torch.nn.ConvTranspose2d(1, 1, 3, stride=2, bias=False)
    y, full = assigned(doubled, weight=kernel)(x), assigned(whole, weight=kernel)(x)
    cut = 1 if torch.allclose(y[..., 0, 0], full[..., 1, 1]) else 0
    return measured([cut, 1 - cut], channels_last(y), channels_last(full[..., :-1, :-1]))


def max_pool_odd_size() -> Measured:
    """How many windows of 2 by 2 are in 5 by 5 pixels, the border included where it can be."""
    x = images(normal(1, 5, 5, 1))
    y = run(torch.nn.MaxPool2d(2), x)
    aligned = run(torch.nn.MaxPool2d(2, ceil_mode=True), x)
    return measured(y.shape[-1], channels_last(y), channels_last(aligned))


def average_pool_border() -> Measured:
    """What a window at the border is divided by, 3 by 3 with one zero around."""
    x = images(normal(1, 5, 5, 1))
    ones = torch.ones_like(x)
    layer = torch.nn.AvgPool2d(3, stride=1, padding=1)
    aligned = torch.nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False)
    counts = run(layer, ones)[0, 0, 0, 0] < 1
    word = "zeros too" if counts else "pixels only"
    return measured(word, channels_last(run(layer, x)), channels_last(run(aligned, x)))


def resize_nearest() -> Measured:
    """Which of 5 pixels the nearest neighbours of 3 are."""
    x = tensor(np.arange(5.0)).reshape(1, 1, 1, 5)
    y = functional.interpolate(x, size=(1, 3), mode="nearest")
    aligned = functional.interpolate(x, size=(1, 3), mode="nearest-exact")
    return measured(y.flatten().int().tolist(), y.flatten(), aligned.flatten())


def resize_bicubic() -> Measured:
    """The constant of the cubic, from the weight of the second neighbour half a pixel away."""
    x = images(normal(1, 6, 6, 1))
    y = functional.interpolate(x, scale_factor=2, mode="bicubic")
    impulse = torch.zeros(1, 1, 1, 9, dtype=torch.float64)
    impulse[..., 4] = 1
    row = functional.interpolate(impulse, size=(1, 18), mode="bicubic").flatten()
    return measured(
        round(float(row[5] / (1.75**3 - 5 * 1.75**2 + 8 * 1.75 - 4)), 4), channels_last(y)
    )
