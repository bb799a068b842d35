"""Adam in PyTorch: torch.optim.Adam, which adds ε to the corrected root √v / √(1 - β₂ᵗ).

Keras adds it to √v itself: its ε is PyTorch's ε times √(1 - β₂ᵗ). To follow Keras, PyTorch's ε
is set anew before each step.
"""

from typing import Any

import torch

from reference.pytorch.optimizers.optimizer import Parameters, TorchOptimizer


class Adam(TorchOptimizer):
    """torch.optim.Adam, in PyTorch's own convention or following Keras's."""

    def __init__(
        self,
        params: Parameters,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        weight_decay: float = 0.0,
        convention: str = "keras",
        **clipping: Any,
    ) -> None:
        optimizer = self.native(
            params,
            lr=float(learning_rate),
            betas=(beta_1, beta_2),
            eps=epsilon,
            amsgrad=amsgrad,
            weight_decay=weight_decay if convention == "pytorch" else 0.0,
        )
        super().__init__(optimizer, weight_decay, convention, **clipping)
        self.beta_2, self.epsilon, self.steps = beta_2, epsilon, 0

    def native(self, *arguments: Any, **settings: Any) -> torch.optim.Optimizer:
        """The optimizer of torch.optim that is wrapped."""
        return torch.optim.Adam(*arguments, **settings)

    def step(self) -> None:
        """One update; as Keras, with ε / √(1 - β₂ᵗ)."""
        self.steps += 1
        if self.as_keras:
            for group in self.optimizer.param_groups:
                group["eps"] = self.epsilon / (1 - self.beta_2**self.steps) ** 0.5
        super().step()
