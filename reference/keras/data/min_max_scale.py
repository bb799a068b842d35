"""Min-max scaling in Keras: keras.layers.Rescaling, z = x · scale + offset."""

from typing import Any

import keras
from keras import ops


def min_max_scale(train: Any, x: Any) -> dict[str, Any]:
    """x in the range of `train`, and the way back."""
    least, greatest = ops.min(train, axis=0), ops.max(train, axis=0)
    scale = ops.where(greatest == least, ops.ones_like(least), greatest - least)
    z = keras.layers.Rescaling(scale=1 / scale)(x - least)
    back = keras.layers.Rescaling(scale=scale, offset=least)
    return {"output": z, "inverse": back(z), "offset": least, "scale": scale}
