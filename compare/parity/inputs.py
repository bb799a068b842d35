"""What both models are run on: drawn once, canonical, of a shape that both accept."""

from typing import Any

import numpy as np

from compare import archives
from compare.validation.subject import Unusable

BATCH = 4
LENGTH, PIXELS = 7, 16


def drawn(shapes: list[tuple[int, ...]], vocabulary: int | None) -> list[np.ndarray]:
    """One array for each input: normal numbers, or ids with 0 and repeats among them."""
    rng = np.random.default_rng(20)
    found: list[np.ndarray] = []
    for shape in shapes:
        whole = (BATCH, *shape)
        if vocabulary is None:
            found.append(rng.normal(size=whole).astype(np.float32).astype(np.float64))
            continue
        ids = rng.integers(0, vocabulary, size=whole)
        ids[..., -1] = 0
        if shape and shape[-1] > 1:
            ids[0, ..., 0] = ids[0, ..., 1]
            ids[-1, ..., 0] = 0
        found.append(ids)
    return found


def candidates(hints: list[dict[str, Any]]) -> list[list[tuple[int, ...]]]:
    """The shapes to try where none is given: what the models say of themselves."""
    for hint in hints:
        if "shapes" in hint:
            return [[tuple(n or fallback(s) for n in s) for s in hint["shapes"]]]
    kinds = {hint.get("first") for hint in hints}
    n = next((hint["features"] for hint in hints if "features" in hint), None)
    if "embedding" in kinds:
        return [[(LENGTH,)]]
    if n is None:
        raise Unusable("--input-shape must be given: the models do not say. Received: nothing")
    if "conv2d" in kinds:
        return [[(size, size, n)] for size in (16, 28, 32, 8, 64, 224)]
    if kinds & {"recurrent", "conv1d"}:
        return [[(LENGTH, n)], [(n, 16)]]
    square = round(n**0.5)
    image: list[list[tuple[int, ...]]] = [[(square, square, 1)]] if square**2 == n else []
    return [[(n,)], [(LENGTH, n)], *image]


def fallback(shape: tuple[int | None, ...]) -> int:
    """A length for an axis that the model leaves open."""
    return LENGTH if len(shape) < 3 else PIXELS


def parsed(text: str) -> list[tuple[int, ...]]:
    """28,28,1 as a shape; several are separated by semicolons. Raises Unusable."""
    try:
        found = [tuple(int(n) for n in part.split(",") if n.strip()) for part in text.split(";")]
    except ValueError:
        found = []
    if not found or any(n < 1 for shape in found for n in shape):
        raise Unusable(f"--input-shape must be numbers such as 28,28,1. Received: {text}")
    return found


def from_file(path: str) -> list[np.ndarray]:
    """The arrays of a .npz or .npy file, in their order. Raises Unusable."""
    try:
        archives.check(path)
        found = np.load(path, allow_pickle=False)
        arrays = [found] if isinstance(found, np.ndarray) else [found[k] for k in found.files]
    except Exception as error:  # A damaged archive may raise anything: it becomes one error.
        raise Unusable(f"--input must be a .npz file: {error}. Received: {path}") from error
    return [a.astype(np.float64) if a.dtype.kind == "f" else a.astype(np.int64) for a in arrays]
