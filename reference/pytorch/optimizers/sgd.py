"""SGD in PyTorch: torch.optim.SGD, with v ← μ v + g and w ← w - η v.

Keras keeps η inside the velocity; with a constant η that is the same. To follow Keras while η
changes, the velocity is multiplied by η_before/η at the change.
"""

from typing import Any

import torch

from reference.pytorch.optimizers.optimizer import Parameters, TorchOptimizer


class SGD(TorchOptimizer):
    """torch.optim.SGD, in PyTorch's own convention or following Keras's."""

    def __init__(
        self,
        params: Parameters,
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float = 0.0,
        convention: str = "keras",
        **clipping: Any,
    ) -> None:
        optimizer = torch.optim.SGD(
            params,
            lr=float(learning_rate),
            momentum=momentum,
            nesterov=nesterov and momentum > 0,
            weight_decay=weight_decay if convention == "pytorch" else 0.0,
        )
        super().__init__(optimizer, weight_decay, convention, **clipping)
        self.previous = float(learning_rate)

    def step(self) -> None:
        """One update; as Keras, the velocity follows the learning rate."""
        if self.as_keras and self.learning_rate != self.previous:
            self.rescale_velocities()
        super().step()

    def rescale_velocities(self) -> None:
        """Keep η v, which is Keras's velocity, as it was before η changed."""
        for state in self.optimizer.state.values():
            if state.get("momentum_buffer") is not None:
                state["momentum_buffer"].mul_(self.previous / self.learning_rate)
        self.previous = self.learning_rate
