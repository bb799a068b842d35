"""When do two arrays agree? The rule, the Finding it gives, and the words for a mismatch.

float64: max|a-b| <= 1e-12 max|b|, and for each element |a-b| <= 1e-11 |b| + 1e-13 max|b|.
float32: each side's error against the float64 run of the same case; see `compare.check`.
A shape or dtype that differs, a NaN or an infinity that was not declared, is never agreement.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

SCALED = 1e-12
ELEMENT_RELATIVE = 1e-11
ELEMENT_SCALED = 1e-13


@dataclass
class Finding:
    """One quantity of one case, compared between two sides: a row of results.json."""

    concept: str
    case: str
    dtype: str
    quantity: str
    left: str
    right: str
    max_abs_error: float | None = None
    scaled_error: float | None = None
    max_ulp: float | None = None
    tolerance: float | None = None
    verdict: str = "agree"
    message: str = ""
    worst_element: str = ""
    odd_one_out: str = ""
    closest: str = ""
    note: str = ""

    @property
    def headroom(self) -> float | None:
        """How many times the error would fit into the tolerance; None where it is exact."""
        if not self.scaled_error or self.tolerance is None:
            return None
        return self.tolerance / self.scaled_error

    def row(self) -> dict[str, Any]:
        """The Finding as a flat record."""
        return {**asdict(self), "headroom": self.headroom}


@dataclass(frozen=True)
class Closeness:
    """How far a lies from b, in the three measures, and whether that is agreement."""

    agrees: bool
    max_abs_error: float | None = None
    scaled_error: float | None = None
    max_ulp: float | None = None
    worst_element: str = ""
    message: str = ""


def closeness(
    a: np.ndarray,
    b: np.ndarray,
    tolerance: float = SCALED,
    scale: float | None = None,
    elementwise: bool = True,
    nonfinite: bool = False,
    ulp_dtype: Any = None,
) -> Closeness:
    """Compare a with b, the reference.

    Arguments:
        tolerance: allowed max|a-b| / scale.
        scale: what errors are measured against; max|b| unless given.
        elementwise: also hold every element to 1e-11 |b| + 1e-13 scale (times tolerance/1e-12).
        nonfinite: NaN and infinity are expected, at the same places and of the same sign.
        ulp_dtype: the dtype whose units in the last place are counted; b's unless given.
    """
    if a.shape != b.shape:
        return Closeness(False, message=f"The shapes differ: {a.shape} and {b.shape}.")
    if a.dtype != b.dtype:
        return Closeness(False, message=f"The dtypes differ: {a.dtype} and {b.dtype}.")
    if a.size == 0:
        return Closeness(True, 0.0, 0.0, 0.0)
    trouble = nonfinite_trouble(a, b, nonfinite)
    if trouble:
        return trouble
    finite = np.isfinite(b)
    a, b = np.where(finite, a, 0), np.where(finite, b, 0)
    a, b = (x.astype(np.float64) if x.dtype.kind in "biu" else x for x in (a, b))
    error = np.abs(a - b)
    size = float(np.max(np.abs(b))) if scale is None else float(scale)
    worst = np.unravel_index(int(np.argmax(error)), error.shape)
    max_abs = float(error[worst])
    scaled = max_abs / size if size > 0 else (0.0 if max_abs == 0 else np.inf)
    allowed = np.full(error.shape, tolerance * size)
    if elementwise:
        loosened = tolerance / SCALED
        allowed = np.minimum(
            allowed, loosened * (ELEMENT_RELATIVE * np.abs(b) + ELEMENT_SCALED * size)
        )
    outside = error > allowed
    agrees = not outside.any()
    if not agrees:
        worst = np.unravel_index(int(np.argmax(error - allowed)), error.shape)
    return Closeness(
        agrees,
        max_abs,
        float(scaled),
        ulps(error, b, ulp_dtype or b.dtype),
        where(worst),
        "" if agrees else mismatch_message(a, b, error, allowed, outside, worst),
    )


def ulps(error: np.ndarray, b: np.ndarray, dtype: Any) -> float:
    """The greatest error in units in the last place, each unit no smaller than at rms(b)."""
    if np.dtype(dtype).kind != "f":
        return float(np.max(error))
    b = np.abs(b)
    rms = np.sqrt(np.mean(np.square(b.astype(np.longdouble))))
    floor = np.maximum(np.maximum(b, rms), np.finfo(dtype).tiny).astype(dtype)
    with np.errstate(over="ignore"):
        return float(np.max(error / np.spacing(floor).astype(error.dtype)))


def nonfinite_trouble(a: np.ndarray, b: np.ndarray, expected: bool) -> Closeness | None:
    """A Closeness that says what is wrong about NaN and infinity, or None."""
    for name, x in (("left", a), ("right", b)):
        unlike = ~np.isfinite(x)
        if expected:
            unlike = ~((a == b) | (np.isnan(a) & np.isnan(b))) & unlike
        if unlike.any():
            first = tuple(int(i) for i in np.argwhere(unlike)[0])
            return Closeness(
                False,
                worst_element=where(first),
                message=(
                    f"{np.count_nonzero(unlike)} of {x.size} elements of the {name} side are not "
                    f"finite{' where the other side differs' if expected else ''}; the first is "
                    f"{x[first]} at {where(first)}."
                ),
            )
    return None


def where(index: Any) -> str:
    """An element's place, as one writes it: [2, 0]; a scalar's is []."""
    return "[" + ", ".join(str(int(i)) for i in index) + "]"


def mismatch_message(
    a: np.ndarray,
    b: np.ndarray,
    error: np.ndarray,
    allowed: np.ndarray,
    outside: np.ndarray,
    worst: Any,
) -> str:
    """Count and percent, the worst element with both values, and what was allowed there."""
    count = int(np.count_nonzero(outside))
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(error > 0, error / np.abs(b), 0)
    most = np.unravel_index(int(np.argmax(relative)), relative.shape)
    return (
        f"{count} of {error.size} elements differ ({100 * count / error.size:.1f}%). "
        f"Greatest absolute difference: {error[worst]:.6g} at {where(worst)}, "
        f"{a[worst]} against {b[worst]} (up to {allowed[worst]:.3g} allowed). "
        f"Greatest relative difference: {relative[most]:.6g} at {where(most)}."
    )
