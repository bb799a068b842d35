"""How modules and optimizers are configured, for a comparison before anything runs."""

import inspect
from typing import Any

import torch

PLAIN = (bool, int, float, str, tuple, list, type(None))


def arguments(module: Any) -> dict[str, Any]:
    """What a module was made with, of what it keeps; a shared dtype or device is left out."""
    names = inspect.signature(type(module).__init__).parameters
    kept = {name: getattr(module, name) for name in names if hasattr(module, name)}
    return {name: value for name, value in kept.items() if isinstance(value, PLAIN)}


def parts(model: torch.nn.Module) -> list[tuple[str, str, dict[str, Any]]]:
    """(name, class, arguments) of every leaf, in the order of the model's definition."""
    leaves = [(n, m) for n, m in model.named_modules() if is_leaf(m)]
    return [(name, type(module).__name__, arguments(module)) for name, module in leaves]


def is_leaf(module: torch.nn.Module) -> bool:
    """Whether it is one of PyTorch's own layers and no container of others."""
    own = type(module).__module__.startswith("torch.nn.modules")
    attention = isinstance(module, torch.nn.MultiheadAttention)
    inner = type(module).__name__ == "NonDynamicallyQuantizableLinear"
    return own and (attention or not list(module.children())) and not inner


def optimizer_part(optimizer: torch.optim.Optimizer) -> tuple[str, str, dict[str, Any]]:
    """("optimizer", class, arguments), those of its first group."""
    group = {name: value for name, value in optimizer.param_groups[0].items() if name != "params"}
    return "optimizer", type(optimizer).__name__, group
