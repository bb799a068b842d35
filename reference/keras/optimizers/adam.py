"""Adam in Keras: keras.optimizers.Adam, with w ← w - α m / (√v + ε)."""

from typing import Any

import keras

from reference.keras.optimizers.optimizer import SummedRows, common, exact


class Adam(SummedRows, keras.optimizers.Adam):
    """keras.optimizers.Adam, with hyper-parameters that keep their precision."""

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(
            exact(learning_rate),
            exact(beta_1),
            exact(beta_2),
            exact(epsilon),
            amsgrad,
            **common(**settings),
        )
