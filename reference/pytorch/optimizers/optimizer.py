"""What the PyTorch optimizers share: a learning rate that can be set as ours can."""

from collections.abc import Sequence
import torch


class TorchOptimizer:
    """Wraps a torch.optim optimizer; `learning_rate` may be set between steps."""

    def __init__(self, optimizer: torch.optim.Optimizer) -> None:
        self.optimizer = optimizer

    @property
    def learning_rate(self) -> float:
        """η, as torch holds it."""
        return self.optimizer.param_groups[0]["lr"]

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = float(value)

    def fuse(self) -> None:
        """Use PyTorch's fused kernels from now on."""
        for group in self.optimizer.param_groups:
            group["fused"], group["foreach"] = True, False

    def step(self) -> None:
        """One update, from the gradients that the parameters hold."""
        self.optimizer.step()

    def zero_grad(self) -> None:
        """Forget the gradients."""
        self.optimizer.zero_grad(set_to_none=True)


Parameters = Sequence[torch.Tensor]
