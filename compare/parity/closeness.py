"""How far apart two canonical arrays are, and when that is a disagreement.

Both sides compute in float64, so anything above rounding is a difference. Constants that Keras
rounds to float32 leave 1e-9 to 1e-8: a note, unless two settings differ as well.
"""

import numpy as np

EXACT = 1e-10
NOTED = 1e-7


def error(a: np.ndarray, b: np.ndarray) -> float:
    """max|a-b| / max|b|; infinite where shapes or finiteness differ."""
    if a.shape != b.shape:
        if a.size != b.size or squeezed(a) != squeezed(b):
            return float("inf")
        a = a.reshape(b.shape)
    if not a.size:
        return 0.0
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    if not (np.isfinite(a) == np.isfinite(b)).all() or not same[~np.isfinite(b)].all():
        return float("inf")
    finite = np.isfinite(b)
    a, b = a[finite], b[finite]
    if not a.size:
        return 0.0
    size = max(float(np.max(np.abs(b))), float(np.max(np.abs(a))))
    return float(np.max(np.abs(a - b))) / size if size else 0.0


def squeezed(a: np.ndarray) -> tuple[int, ...]:
    """The shape without axes of length one."""
    return tuple(n for n in a.shape if n != 1)
