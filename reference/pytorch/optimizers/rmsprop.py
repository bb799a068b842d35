"""RMSprop in PyTorch: torch.optim.RMSprop, which adds ε to the root of the mean square.

Keras adds it inside the root and keeps η inside the momentum; no setting of torch.optim does
that, so that Keras's convention is an optimizer of its own here.
"""

from collections.abc import Callable
from typing import Any

import torch

from reference.pytorch.optimizers.optimizer import Parameters, TorchOptimizer


class KerasRMSprop(torch.optim.Optimizer):
    """RMSprop with g / √(v + ε), and a momentum that holds η."""

    def __init__(self, params: Parameters, **defaults: Any) -> None:
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:
        """One update of every parameter that has a gradient."""
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    self.update(param, param.grad, self.state[param], group)

    def update(self, w: Any, g: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        """v ← ρ v + (1 - ρ) g²; b ← μ b + η g / √(v + ε); w ← w - b."""
        if not state:
            for name in ("square_avg", "grad_avg", "momentum_buffer"):
                state[name] = torch.zeros_like(w)
        state["square_avg"].lerp_(g.square(), 1 - group["rho"])
        v = state["square_avg"]
        if group["centered"]:
            state["grad_avg"].lerp_(g, 1 - group["rho"])
            v = v - state["grad_avg"].square()
        b = state["momentum_buffer"].mul_(group["momentum"])
        b.add_(g * (v + group["eps"]).rsqrt_(), alpha=group["lr"])
        w.sub_(b)


class RMSprop(TorchOptimizer):
    """torch.optim.RMSprop in PyTorch's own convention, KerasRMSprop in Keras's."""

    def __init__(
        self,
        params: Parameters,
        learning_rate: float = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        weight_decay: float = 0.0,
        convention: str = "keras",
        **clipping: Any,
    ) -> None:
        settings = {
            "lr": float(learning_rate),
            "eps": epsilon,
            "momentum": momentum,
            "centered": centered,
        }
        optimizer = (
            KerasRMSprop(params, rho=rho, **settings)
            if convention == "keras"
            else torch.optim.RMSprop(params, alpha=rho, weight_decay=weight_decay, **settings)
        )
        super().__init__(optimizer, weight_decay, convention, **clipping)
