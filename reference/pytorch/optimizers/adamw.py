"""AdamW in PyTorch: torch.optim.AdamW. Its decay is decoupled, as Keras's is."""

from typing import Any

import torch

from reference.pytorch.optimizers.adam import Adam
from reference.pytorch.optimizers.optimizer import Parameters


class AdamW(Adam):
    """torch.optim.AdamW, in PyTorch's own convention or following Keras's."""

    def __init__(
        self,
        params: Parameters,
        learning_rate: float = 0.001,
        weight_decay: float = 0.004,
        **settings: Any,
    ) -> None:
        super().__init__(params, learning_rate, **settings)
        for group in self.optimizer.param_groups:
            group["weight_decay"] = weight_decay

    def native(self, *arguments: Any, **settings: Any) -> torch.optim.Optimizer:
        """The optimizer of torch.optim that is wrapped."""
        return torch.optim.AdamW(*arguments, **settings)
