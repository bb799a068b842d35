"""AdamW in Keras: keras.optimizers.AdamW, its Adam with a weight decay of 0.004."""

from typing import Any

import keras

from reference.keras.optimizers.optimizer import SummedRows, common, exact


class AdamW(SummedRows, keras.optimizers.AdamW):
    """keras.optimizers.AdamW, with hyper-parameters that keep their precision."""

    def __init__(
        self,
        learning_rate: float = 0.001,
        weight_decay: float = 0.004,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        **settings: Any,
    ) -> None:
        settings = common(**settings) | {"weight_decay": exact(weight_decay)}
        super().__init__(
            exact(learning_rate),
            beta_1=exact(beta_1),
            beta_2=exact(beta_2),
            epsilon=exact(epsilon),
            amsgrad=amsgrad,
            **settings,
        )
