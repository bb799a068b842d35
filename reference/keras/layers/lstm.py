"""LSTM in Keras is keras.layers.LSTM. The names, layouts and gates i, f, c, o are ours."""

import keras

from reference.keras.layers.recurrent import SharedMasks


@keras.saving.register_keras_serializable("threefold")
class LSTM(SharedMasks, keras.layers.LSTM):
    """c_t = f ∘ c_{t-1} + i ∘ φ(...), h_t = o ∘ φ(c_t)."""
