"""SGD in PyTorch: torch.optim.SGD, with v ← μ v + g and w ← w - η v.

Keras keeps η inside the velocity; with a constant η that is the same. To follow Keras while η
changes, the velocity is multiplied by η/η_before at the change. Decoupled weight decay, which
torch.optim.SGD does not have, is applied to the weights before the step.
"""

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
    ) -> None:
        self.as_keras = convention == "keras"
        self.decay = weight_decay if self.as_keras else 0.0
        super().__init__(
            torch.optim.SGD(
                params,
                lr=float(learning_rate),
                momentum=momentum,
                nesterov=nesterov and momentum > 0,
                weight_decay=0.0 if self.as_keras else weight_decay,
            )
        )
        self.previous = float(learning_rate)

    def step(self) -> None:
        """One update; as Keras, the velocity follows the learning rate."""
        if self.as_keras:
            self.follow_keras()
        super().step()

    @torch.no_grad()
    def follow_keras(self) -> None:
        """Decay the weights by η λ and rescale the velocities to v_keras = -η v_torch."""
        rate = self.learning_rate
        for group in self.optimizer.param_groups:
            for param in group["params"]:
                param.mul_(1 - rate * self.decay)
                velocity = self.optimizer.state[param].get("momentum_buffer")
                if velocity is not None and rate != self.previous:
                    velocity.mul_(self.previous / rate)
        self.previous = rate
