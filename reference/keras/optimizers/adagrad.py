"""Adagrad in Keras: keras.optimizers.Adagrad, with w ← w - η g / √(a + ε)."""

from typing import Any

import keras

from reference.keras.optimizers.optimizer import SummedRows, common, exact


class Adagrad(SummedRows, keras.optimizers.Adagrad):
    """keras.optimizers.Adagrad, with hyper-parameters that keep their precision."""

    def __init__(
        self,
        learning_rate: float = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
        **settings: Any,
    ) -> None:
        super().__init__(
            exact(learning_rate),
            exact(initial_accumulator_value),
            exact(epsilon),
            **common(**settings),
        )
