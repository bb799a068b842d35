"""What PyTorch does by default, measured: a function a row of `threefold defaults`.

The functions of the same names in reference/keras/defaults are given the same inputs.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import torch

from reference.measured import RATES, gradients


def surroundings() -> AbstractContextManager[None]:
    """What measures run in: nothing in particular."""
    return nullcontext()


def tensor(array: Any) -> torch.Tensor:
    """A float64 tensor."""
    return torch.tensor(np.asarray(array), dtype=torch.float64)


def images(array: np.ndarray) -> torch.Tensor:
    """Channels first, from channels last."""
    return tensor(np.moveaxis(array, -1, 1).copy())


def channels_last(y: torch.Tensor) -> torch.Tensor:
    """The way back."""
    return torch.movedim(y, 1, -1)


def run(layer: Any, x: torch.Tensor) -> torch.Tensor:
    """What a layer gives in float64, when it does not train."""
    return layer.double().eval()(x)


def assigned(layer: Any, **values: np.ndarray) -> Any:
    """The layer in float64 with weights given, when it does not train."""
    layer.double().eval()
    with torch.no_grad():
        for name, value in values.items():
            getattr(layer, name).copy_(tensor(value))
    return layer


def walk(
    optimizer: type, steps: np.ndarray, rates: Any = None, before: Any = None, **arguments: Any
) -> torch.Tensor:
    """Weights that begin at 1, after each step.

    Arguments:
        optimizer: its class.
        steps: a gradient each.
        rates: a learning rate each, where it changes.
        before: called as `before(method, w, step)`, the step counted from 1, before it is made.
        arguments: the optimizer's.
    """
    w = torch.nn.Parameter(torch.ones(steps.shape[1:], dtype=torch.float64))
    method = optimizer([w], **arguments)
    weights = []
    for step, gradient in enumerate(steps, 1):
        if rates is not None:
            method.param_groups[0]["lr"] = float(rates[step - 1])
        w.grad = tensor(gradient)
        if before:
            with torch.no_grad():
                before(method, w, step)
        method.step()
        weights.append(w.detach().clone())
    return torch.stack(weights)


def path(optimizer: type, before: Any = None, **arguments: Any) -> torch.Tensor:
    """Every second of the weights on the shared gradients."""
    return walk(optimizer, gradients(), before=before, **arguments)[::2]


def changing(optimizer: type, before: Any = None, **arguments: Any) -> torch.Tensor:
    """The same with a learning rate that falls half-way."""
    return walk(optimizer, gradients(), RATES, before, **arguments)[::2]
