"""RMSprop in Keras: keras.optimizers.RMSprop, with w ← w - η g / √(v + ε)."""

from typing import Any

import keras

from reference.keras.optimizers.optimizer import SummedRows, common, exact


class RMSprop(SummedRows, keras.optimizers.RMSprop):
    """keras.optimizers.RMSprop, with hyper-parameters that keep their precision."""

    def __init__(
        self,
        learning_rate: float = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(
            exact(learning_rate),
            exact(rho),
            exact(momentum),
            exact(epsilon),
            centered,
            **common(**settings),
        )
