"""SGD in Keras: keras.optimizers.SGD, with v ← μ v - η g and w ← w + v.

A python float goes through float32 on its way into a float64 graph, so hyper-parameters are
passed as np.float64.
"""

import keras
import numpy as np


class SGD(keras.optimizers.SGD):
    """keras.optimizers.SGD, with hyper-parameters that keep their precision."""

    def __init__(
        self,
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
        convention: str = "keras",
    ) -> None:
        if convention != "keras":
            raise ValueError(
                f"`convention` must be 'keras' here. Received: convention={convention!r}"
            )
        super().__init__(
            learning_rate=learning_rate, momentum=momentum, nesterov=nesterov, weight_decay=None
        )
        self.momentum = np.float64(momentum)
        self.weight_decay = np.float64(weight_decay) if weight_decay else None
