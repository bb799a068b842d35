"""What the PyTorch optimizers share: learning rate, clipping and weight decay set as ours are.

PyTorch leaves clipping to functions that are called before `step`, and couples its weight decay
to the gradient; as Keras has it, the weights are decayed before the step.
"""

from collections.abc import Sequence

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_, get_total_norm

Parameters = Sequence[torch.Tensor]


class TorchOptimizer:
    """Wraps a torch.optim optimizer; `learning_rate` may be set between steps."""

    def __init__(
        self,
        optimizer: torch.optim.Optimizer,
        weight_decay: float = 0.0,
        convention: str = "keras",
        clipvalue: float | None = None,
        clipnorm: float | None = None,
        global_clipnorm: float | None = None,
    ) -> None:
        self.optimizer = optimizer
        self.as_keras = convention == "keras"
        self.decay = weight_decay if self.as_keras else 0.0
        self.clipvalue, self.clipnorm = clipvalue, clipnorm
        self.global_clipnorm = global_clipnorm

    @property
    def learning_rate(self) -> float:
        """η, as torch holds it."""
        return self.optimizer.param_groups[0]["lr"]

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = float(value)

    @property
    def params(self) -> list[torch.Tensor]:
        """Every parameter that has a gradient."""
        groups = self.optimizer.param_groups
        return [p for group in groups for p in group["params"] if p.grad is not None]

    def fuse(self) -> None:
        """Use PyTorch's fused kernels from now on, where it has one for this optimizer."""
        for group in self.optimizer.param_groups:
            if "fused" in group:
                group["fused"], group["foreach"] = True, False

    def step(self) -> None:
        """One update, from the gradients that the parameters hold."""
        self.clip()
        self.shrink_weights()
        self.optimizer.step()

    def clip(self) -> None:
        """Cut or shrink the gradients."""
        if self.clipvalue is not None:
            clip_grad_value_(self.params, self.clipvalue)
        if self.clipnorm is not None:
            for param in self.params:
                self.clip_norm([param], self.clipnorm)
        if self.global_clipnorm is not None:
            self.clip_norm(self.params, self.global_clipnorm)

    def clip_norm(self, params: Parameters, limit: float) -> None:
        """Shrink the gradients to a norm of `limit`, together; Keras adds no 1e-6 to the norm."""
        if not self.as_keras:
            clip_grad_norm_(params, limit)
            return
        norm = get_total_norm([p.grad for p in params])
        for param in params:
            param.grad.mul_(limit / norm.clamp(min=limit))

    @torch.no_grad()
    def shrink_weights(self) -> None:
        """Weight decay as Keras has it: w ← w - η λ w."""
        if self.decay:
            for param in self.params:
                param.mul_(1 - self.learning_rate * self.decay)

    def zero_grad(self) -> None:
        """Forget the gradients."""
        self.optimizer.zero_grad(set_to_none=True)
