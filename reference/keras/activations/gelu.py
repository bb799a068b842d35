"""GELU in Keras, whose own function rounds its constants to float32, also in float64."""

import math

import keras
from keras import ops

own = keras.activations.gelu


def gelu(x: keras.KerasTensor, approximate: bool = False) -> keras.KerasTensor:
    """x Φ(x). A Python float that meets a tensor in an operator takes the tensor's precision."""
    if approximate:
        u = math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)
        return 0.5 * x * (1 + ops.tanh(u))
    return 0.5 * x * (1 + ops.erf(x * math.sqrt(0.5)))
