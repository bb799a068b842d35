"""SGD in Keras: keras.optimizers.SGD, with v ← μ v - η g and w ← w + v."""

from typing import Any

import keras

from reference.keras.optimizers.optimizer import common, exact


class SGD(keras.optimizers.SGD):
    """keras.optimizers.SGD, with hyper-parameters that keep their precision."""

    def __init__(
        self,
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(exact(learning_rate), exact(momentum), nesterov, **common(**settings))
