"""SELU in Keras.

Keras takes λ for the derivative at 0, where PyTorch and the equation take λα. Built from ELU,
it is λα here too.
"""

import keras

own = keras.activations.selu

ALPHA = 1.6732632423543772848170429916717
SCALE = 1.0507009873554804934193349852946


def selu(x: keras.KerasTensor) -> keras.KerasTensor:
    """λ · elu(x, α)."""
    return SCALE * keras.activations.elu(x, ALPHA)
