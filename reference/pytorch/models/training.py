"""Loss and optimizer that a PyTorch file defines beside its model."""

from collections.abc import Callable
from inspect import getsource
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from reference.observed import Unobservable, named_rate

Loss = Callable[[Any, np.ndarray], Any]


def log_of(y: Tensor) -> Tensor:
    """log p, as Keras's loss of probabilities has it."""
    return torch.log(y / y.sum(-1, keepdim=True))


LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "mse": functional.mse_loss,
    "mean_squared_error": functional.mse_loss,
    "mae": functional.l1_loss,
    "mean_absolute_error": functional.l1_loss,
    "huber": functional.huber_loss,
    "binary_crossentropy": functional.binary_cross_entropy,
    "categorical_crossentropy": lambda y, t: -(t * log_of(y)).sum(-1).mean(),
    "sparse_categorical_crossentropy": lambda y, t: functional.nll_loss(log_of(y), t.long()),
}
GROUP = {
    "lr": "learning_rate", "momentum": "momentum", "nesterov": "nesterov", "eps": "epsilon",
    "alpha": "rho", "rho": "rho", "weight_decay": "weight_decay", "amsgrad": "amsgrad",
    "centered": "centered", "dampening": "dampening", "lr_decay": "learning_rate_decay",
    "initial_accumulator_value": "initial_accumulator_value",
}  # fmt: skip


class InFloat64(TorchFunctionMode):
    """Where a loss converts to float32, float64 stays."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if getattr(func, "__name__", "") == "float":
            return args[0].double()
        if getattr(func, "__name__", "") == "to" and args[1:2] == (torch.float32,):
            args = (args[0], torch.float64, *args[2:])
        return func(*args, **kwargs)


OPTIMIZERS = {
    "sgd": lambda model, rate: torch.optim.SGD(model.parameters(), lr=rate),
    "adam": lambda model, rate: torch.optim.Adam(model.parameters(), lr=rate, eps=1e-7),
    "adamw": lambda model, rate: torch.optim.AdamW(
        model.parameters(), lr=rate, eps=1e-7, weight_decay=0.004
    ),
}
"""What --optimizer names, with Keras's settings."""


def loss_of(_model: Any, name: str | None, module: Any) -> Loss | None:
    """(y_pred, target) -> loss: the one named, or the file's own `loss(y_pred, y_true)`."""
    own: Any = getattr(module, "loss", None)
    if name is not None:
        if name not in LOSSES:
            raise Unobservable(f"--loss must be one of {', '.join(LOSSES)}. Received: {name}")
        own = LOSSES[name]
    if not callable(own):
        return None

    def loss(y: Tensor, target: np.ndarray) -> Any:
        with InFloat64():
            return own(y, torch.as_tensor(np.array(target)))

    return loss


def loss_words(_model: Any, module: Any) -> dict[str, Any]:
    """What is known of the loss: the text of its function."""
    own = getattr(module, "loss", None)
    if own is None:
        return {}
    try:
        return {"name": getsource(own) if callable(own) else str(own)}
    except (OSError, TypeError):
        return {"name": str(own)}


def optimizer_of(model: Any, module: Any, text: str | None = None) -> Any:
    """What the file's `optimizer(model)` makes; None where there is none."""
    if text:
        name, rate = named_rate(text)
        if name not in OPTIMIZERS:
            raise Unobservable(
                f"--optimizer must be one of {', '.join(OPTIMIZERS)}, as sgd:0.1. Received: {text}"
            )
        return OPTIMIZERS[name](model, rate)
    make = getattr(module, "optimizer", None)
    if make is None:
        return None
    found = make(model) if callable(make) and not hasattr(make, "param_groups") else make
    return found if hasattr(found, "step") else None


def settings(optimizer: Any) -> dict[str, Any]:
    """The optimizer's settings under canonical names."""
    group = optimizer.param_groups[0]
    kind = type(optimizer).__name__.lower()
    found: dict[str, Any] = {"name": {"adamw": "adam"}.get(kind, kind)}
    for theirs, ours in GROUP.items():
        value = group.get(theirs)
        if value is not None:
            found[ours] = bool(value) if isinstance(value, bool) else float(value)
    if "betas" in group:
        found["beta_1"], found["beta_2"] = (float(b) for b in group["betas"])
    if found.get("weight_decay"):
        coupled = kind != "adamw" and not group.get("decoupled_weight_decay")
        found["weight_decay_kind"] = "coupled (L2)" if coupled else "decoupled"
    if len(optimizer.param_groups) > 1:
        found["groups"] = len(optimizer.param_groups)
    return found
