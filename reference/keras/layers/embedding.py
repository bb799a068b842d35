"""Embedding in Keras is keras.layers.Embedding. The name and layout are ours."""

import keras

from reference.weights import named


class Embedding(keras.layers.Embedding):
    """y = E[x]."""

    WEIGHTS = named("embeddings")
