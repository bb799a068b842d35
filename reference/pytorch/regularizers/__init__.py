"""Regularizers in PyTorch."""

from collections.abc import Callable, Mapping
from typing import Any

from torch import Tensor

from reference.pytorch.regularizers.l1 import L1
from reference.pytorch.regularizers.l1_l2 import L1L2
from reference.pytorch.regularizers.l2 import L2

REGULARIZERS: dict[str, Any] = {"L1": L1, "L2": L2, "L1L2": L1L2}


def get(regularizer: Mapping[str, Any] | None) -> Callable[[Tensor], Tensor] | None:
    """The regularizer that Keras writes {"class_name": "L2", "config": {"l2": 0.001}}, or None."""
    if regularizer is None:
        return None
    return REGULARIZERS[regularizer["class_name"]](**regularizer["config"])
