"""LayerNormalization in Keras is keras.layers.LayerNormalization. The names are ours."""

import keras

from reference.weights import named


class LayerNormalization(keras.layers.LayerNormalization):
    """y = γ (x - μ) / √(σ² + ε) + β, with the statistics of each sample."""

    WEIGHTS = named("gamma", "beta")
