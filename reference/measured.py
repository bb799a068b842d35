"""What a measure of a default returns, and the inputs that both frameworks are given."""

from dataclasses import dataclass
from typing import Any

import numpy as np

STEPS = 12
RATES = np.where(np.arange(STEPS) < STEPS // 2, 0.01, 0.001)
"""Learning rates that fall to a tenth half-way."""


@dataclass(frozen=True)
class Measured:
    """What one framework does.

    Attributes:
        value: the default, or the number or word that tells its behaviour from the other's.
        default: what comes out by default, for inputs that both frameworks are given.
        aligned: what comes out when it is made to follow the other framework's default.
    """

    value: Any
    default: Any = None
    aligned: Any = None


def measured(value: Any, default: Any = None, aligned: Any = None) -> Measured:
    """A Measured of plain lists and numbers, as JSON has them."""
    return Measured(plain(value), plain(default), plain(aligned))


def plain(value: Any) -> Any:
    """Tensors, variables and arrays as nested lists of float; the rest as it is."""
    if hasattr(value, "detach"):
        value = value.detach()
    if hasattr(value, "numpy"):
        value = value.numpy()
    if isinstance(value, np.generic):
        return value.item()
    return value.tolist() if isinstance(value, np.ndarray) else value


def normal(*shape: int) -> np.ndarray:
    """The input that both frameworks are given: standard normal numbers, always the same."""
    return np.random.default_rng(0).standard_normal(shape)


def gradients() -> np.ndarray:
    """STEPS gradients of eight weights; four are small, so that an epsilon is seen."""
    return normal(STEPS, 8) * np.repeat([1.0, 1e-6], 4)
