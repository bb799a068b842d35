"""SimpleRNN in Keras is keras.layers.SimpleRNN. The names and layouts are ours."""

import keras

from reference.keras.layers.recurrent import SharedMasks


@keras.saving.register_keras_serializable("threefold")
class SimpleRNN(SharedMasks, keras.layers.SimpleRNN):
    """h_t = φ(x_t W + h_{t-1} U + b)."""
