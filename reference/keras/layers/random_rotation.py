"""Random rotation in Keras is keras.layers.RandomRotation; with angles from outside, keras.ops.

The layer hands its rotation to TensorFlow in float32, whatever the dtype of the images. With
angles from outside, the places are therefore computed in the dtype of the images, and the four
pixels around each are gathered.
"""

from itertools import product
from typing import Any

import keras
from keras import ops

from reference.weights import named


class RandomRotation(keras.layers.RandomRotation):
    """Each image turned about its centre in training, else x."""

    WEIGHTS = named()
    mask: Any = None

    def __init__(self, factor: float, **arguments: Any) -> None:
        super().__init__(factor, fill_mode="constant", **arguments)

    def call(self, data: Any, training: bool = True) -> Any:
        """The turned images; the angles are drawn where none are set."""
        if not training or self.mask is None:
            return super().call(data, training=training)
        images = ops.convert_to_tensor(data)
        return turned(images, ops.cast(self.mask, images.dtype))


def turned(images: Any, angles: Any) -> Any:
    """The images, each turned counterclockwise by its angle, 0 where they end."""
    _, rows, columns, channels = images.shape
    sides = ((rows - 1) / 2, (columns - 1) / 2)
    u, v = ops.meshgrid(
        ops.arange(rows, dtype=images.dtype) - sides[0],
        ops.arange(columns, dtype=images.dtype) - sides[1],
        indexing="ij",
    )
    angles = ops.reshape(angles, (-1, 1, 1))
    row = u * ops.cos(angles) + v * ops.sin(angles) + sides[0]
    column = v * ops.cos(angles) - u * ops.sin(angles) + sides[1]
    pixels = ops.reshape(images, (-1, rows * columns, channels))
    result = ops.zeros_like(pixels)
    for down, right in product((0, 1), repeat=2):
        r, c = ops.floor(row) + down, ops.floor(column) + right
        inside = (r >= 0) & (r < rows) & (c >= 0) & (c < columns)
        weight = ops.where(inside, (1 - ops.abs(row - r)) * (1 - ops.abs(column - c)), 0)
        index = ops.cast(ops.where(inside, columns * r + c, 0), "int32")
        index, weight = (ops.reshape(a, (-1, rows * columns, 1)) for a in (index, weight))
        result += weight * ops.take_along_axis(pixels, index, axis=1)
    return ops.reshape(result, ops.shape(images))
