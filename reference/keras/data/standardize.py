"""Standardization in Keras: keras.layers.Normalization.

It divides a constant column by 1e-7 where ours divides by 1, so the variance is 1 there.
"""

from typing import Any

import keras
from keras import ops


def standardize(train: Any, x: Any) -> dict[str, Any]:
    """x in the deviations of `train` from its mean, and the way back."""
    mean, variance = ops.moments(train, axes=[0])
    constant = ops.all(train == train[0], axis=0)
    variance = ops.where(constant, ops.ones_like(variance), variance)
    z = keras.layers.Normalization(mean=mean, variance=variance)(x)
    back = keras.layers.Normalization(mean=mean, variance=variance, invert=True)
    return {"output": z, "inverse": back(z), "offset": mean, "scale": ops.sqrt(variance)}
