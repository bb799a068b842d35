"""How far a user's array lies from what it should be, and what is near enough."""

from typing import Any

import numpy as np

from compare.agreement import closeness

NEAR = 1e-9
"""Scaled tolerance in float64: sums in any order, two-pass or one-pass formulas agree to this."""


def numbers(value: Any) -> np.ndarray | None:
    """`value` as a float64 array, or None where it is no array of numbers."""
    try:
        array = np.asarray(value)
    except Exception:  # noqa: BLE001 - a ragged list, an object: anything may be returned
        return None
    if array.dtype.kind not in "fiub":
        return None
    return array.astype(np.float64)


def fitted(a: Any, shape: tuple[int, ...]) -> np.ndarray | None:
    """`a` in `shape` where only axes of length one differ, else None."""
    array = numbers(a)
    if array is None or [n for n in array.shape if n != 1] != [n for n in shape if n != 1]:
        return None
    return array.reshape(shape)


def residual(a: Any, b: np.ndarray, scale: float | None = None) -> float:
    """max|a-b| / max|b|; infinite where the shapes differ or a is not finite."""
    array = fitted(a, np.shape(b))
    if array is None or not np.all(np.isfinite(array)):
        return np.inf
    found = closeness(array, np.asarray(b, np.float64), np.inf, scale, elementwise=False)
    return float(found.scaled_error or 0.0)


def agrees(a: Any, b: np.ndarray, tolerance: float = NEAR) -> bool:
    """Whether a is b up to rounding."""
    return residual(a, b) <= tolerance


def worst(a: Any, b: np.ndarray) -> str:
    """The worst element, in words."""
    array = fitted(a, np.shape(b))
    if array is None:
        got = numbers(a)
        return f"shape {None if got is None else got.shape} where {np.shape(b)} is expected"
    with np.errstate(invalid="ignore"):
        error = np.nan_to_num(np.abs(array - b), nan=np.inf, posinf=np.inf)
    at = np.unravel_index(int(np.argmax(error)), error.shape)
    place = [int(i) for i in at]
    return f"worst element {place}: {array[at]:.6g} where {np.asarray(b)[at]:.6g} is expected"
