"""Convolutions, pooling, resizing, and the order of channels."""

import keras
import numpy as np
from keras import ops

from reference.keras.defaults import assigned
from reference.measured import Measured, measured, normal


def conv_channels() -> Measured:
    """Where a convolution expects the channels."""
    y = keras.layers.Conv2D(2, 1)(np.zeros((1, 5, 4, 3)))
    return measured("last", list(y.shape), list(ops.moveaxis(y, -1, 1).shape))


def conv_kernel_layout() -> Measured:
    """The shape of a kernel of 5 by 4, for 3 channels and 2 filters."""
    layer = keras.layers.Conv2D(2, (5, 4))
    layer.build((None, 9, 9, 3))
    kernel = layer.kernel.numpy()
    return measured(
        list(kernel.shape), list(kernel.shape), list(kernel.transpose(3, 2, 0, 1).shape)
    )


def dense_kernel_layout() -> Measured:
    """The shape of a kernel from 3 to 5."""
    layer = keras.layers.Dense(5)
    layer.build((None, 3))
    shape = list(layer.kernel.shape)
    return measured(shape, shape, list(ops.transpose(layer.kernel).shape))


def flatten_order() -> Measured:
    """What a map of three channels becomes."""
    x = np.arange(24.0).reshape(1, 2, 4, 3)
    y = keras.layers.Flatten()(x)
    aligned = keras.layers.Flatten()(keras.layers.Permute((3, 1, 2))(x))
    word = "channel after channel" if float(y[0, 1]) == 3 else "pixel after pixel"
    return measured(word, y, aligned)


def conv_same_stride() -> Measured:
    """Zeros before and after a row of 6 pixels, for a kernel of 3 and stride 2."""
    x, kernel = normal(1, 6, 6, 1), normal(3, 3, 1, 1)
    layer = keras.layers.Conv2D(1, 3, strides=2, padding="same", use_bias=False)
    valid = keras.layers.Conv2D(1, 3, strides=2, use_bias=False)
    y = assigned(layer, x, kernel)(x)
    aligned = assigned(valid, x, kernel)(keras.layers.ZeroPadding2D(1)(x))
    after = valid(keras.layers.ZeroPadding2D(((0, 1), (0, 1)))(x))
    return measured([0, 1] if np.allclose(y, after) else [1, 0], y, aligned)


def conv_transpose_same() -> Measured:
    """The size that 4 pixels become, kernel 3, stride 2, padding "same"."""
    x, kernel = normal(1, 4, 4, 1), normal(3, 3, 1, 1)
    same = keras.layers.Conv2DTranspose(1, 3, strides=2, padding="same", use_bias=False)
    valid = keras.layers.Conv2DTranspose(1, 3, strides=2, use_bias=False)
    y = assigned(same, x, kernel)(x)
    aligned = keras.layers.Cropping2D(1)(assigned(valid, x, kernel)(x))
    return measured(y.shape[1], y, aligned)


def conv_transpose_output_padding() -> Measured:
    """The first pixel of a transposed convolution that doubles the size: what it is cut from."""
    x, kernel = normal(1, 4, 4, 1), normal(3, 3, 1, 1)
    same = keras.layers.Conv2DTranspose(1, 3, strides=2, padding="same", use_bias=False)
    valid = keras.layers.Conv2DTranspose(1, 3, strides=2, use_bias=False)
    y, full = assigned(same, x, kernel)(x), assigned(valid, x, kernel)(x)
    aligned = keras.layers.Cropping2D(((1, 0), (1, 0)))(full)
    cut = 0 if np.allclose(y, full[:, :-1, :-1]) else 1
    return measured([cut, 1 - cut], y, aligned)


def max_pool_odd_size() -> Measured:
    """How many windows of 2 by 2 are in 5 by 5 pixels, the border included where it can be."""
    x = normal(1, 5, 5, 1)
    y = keras.layers.MaxPooling2D(2, padding="same")(x)
    return measured(y.shape[1], y, keras.layers.MaxPooling2D(2)(x))


def average_pool_border() -> Measured:
    """What a window at the border is divided by, 3 by 3 with one zero around."""
    x = normal(1, 5, 5, 1)
    layer = keras.layers.AveragePooling2D(3, strides=1, padding="same")
    padded = keras.layers.ZeroPadding2D(1)(x)
    aligned = keras.layers.AveragePooling2D(3, strides=1)(padded)
    counts = float(layer(np.ones_like(x))[0, 0, 0, 0]) < 1
    return measured("zeros too" if counts else "pixels only", layer(x), aligned)


def resize_nearest() -> Measured:
    """Which of 5 pixels the nearest neighbours of 3 are."""
    x = np.arange(5.0).reshape(1, 1, 5, 1)
    y = ops.image.resize(x, (1, 3), interpolation="nearest").numpy().ravel()
    return measured(y.astype(int).tolist(), y)


def resize_bicubic() -> Measured:
    """The constant of the cubic, from the weight of the second neighbour half a pixel away."""
    x = normal(1, 6, 6, 1)
    y = ops.image.resize(x, (12, 12), interpolation="bicubic")
    impulse = np.zeros((1, 1, 9, 1))
    impulse[0, 0, 4] = 1
    row = ops.image.resize(impulse, (1, 18), interpolation="bicubic").numpy().ravel()
    return measured(round(float(row[5] / (1.75**3 - 5 * 1.75**2 + 8 * 1.75 - 4)), 4), y)
