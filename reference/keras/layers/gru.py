"""GRU in Keras is keras.layers.GRU. The names, layouts and gates z, r, h are ours."""

import keras

from reference.keras.layers.recurrent import SharedMasks


@keras.saving.register_keras_serializable("threefold")
class GRU(SharedMasks, keras.layers.GRU):
    """h_t = z ∘ h_{t-1} + (1 - z) ∘ φ(...)."""
