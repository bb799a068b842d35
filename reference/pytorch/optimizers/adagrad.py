"""Adagrad in PyTorch: torch.optim.Adagrad, which adds ε to the root of the accumulator.

Keras adds it inside the root. An accumulator that starts ε higher is just that.
"""

from typing import Any

import torch

from reference.pytorch.optimizers.optimizer import Parameters, TorchOptimizer


class Adagrad(TorchOptimizer):
    """torch.optim.Adagrad, in PyTorch's own convention or following Keras's."""

    def __init__(
        self,
        params: Parameters,
        learning_rate: float = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
        weight_decay: float = 0.0,
        convention: str = "keras",
        **clipping: Any,
    ) -> None:
        as_keras = convention == "keras"
        optimizer = torch.optim.Adagrad(
            params,
            lr=float(learning_rate),
            initial_accumulator_value=initial_accumulator_value + (epsilon if as_keras else 0.0),
            eps=0.0 if as_keras else epsilon,
            weight_decay=0.0 if as_keras else weight_decay,
        )
        super().__init__(optimizer, weight_decay, convention, **clipping)
