"""Weights of a module in files: .pt, .pth and .safetensors. Nothing is unpickled but tensors."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file
from safetensors.numpy import save_file as save_arrays
from torch import nn

from reference.observed import Unobservable

SUFFIXES = (".pt", ".pth", ".safetensors")


def save(model: nn.Module, path: str, dtype: str) -> None:
    """Write the state dict, floats as `dtype`."""
    state = {
        name: value.detach().to(getattr(torch, dtype)) if value.is_floating_point() else value
        for name, value in model.state_dict().items()
    }
    if Path(path).suffix == ".safetensors":
        arrays = {name: np.ascontiguousarray(value.numpy()) for name, value in state.items()}
        save_arrays(arrays, path)
    elif Path(path).suffix in SUFFIXES:
        torch.save(state, path)
    else:
        raise Unobservable(f"PyTorch weights go into {', '.join(SUFFIXES)}. Received: {path}")


def load(model: nn.Module, path: str) -> None:
    """Read a state dict into the module."""
    try:
        state: dict[str, Any]
        if Path(path).suffix == ".safetensors":
            state = {name: torch.as_tensor(value) for name, value in load_file(path).items()}
        else:
            state = torch.load(path, weights_only=True)
        model.load_state_dict(state)
    except Exception as error:
        line = " ".join(str(error).split())[:300]
        raise Unobservable(f"the weights cannot be read: {line} Received: {path}") from error
