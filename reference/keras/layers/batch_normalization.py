"""BatchNormalization in Keras is keras.layers.BatchNormalization. The names are ours."""

from typing import Any

import keras

from reference.weights import named


class BatchNormalization(keras.layers.BatchNormalization):
    """y = γ (x - μ) / √(σ² + ε) + β, with the batch's statistics or the running ones."""

    WEIGHTS = named("gamma", "beta", "moving_mean", "moving_variance")

    def __init__(self, convention: str = "keras", **arguments: Any) -> None:
        if convention != "keras":
            raise ValueError(
                f"`convention` must be 'keras' here. Received: convention={convention!r}"
            )
        super().__init__(**arguments)
