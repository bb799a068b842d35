"""Exclusive or: the smallest problem that no single layer solves. Tested on its own rows."""

import numpy as np

from compare.datasets.dataset import Dataset, fingerprint

LABELS = np.array([0, 1, 1, 0])


def load() -> Dataset:
    """The four rows of a XOR b."""
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return table("xor", x, "Exclusive or of two inputs, all four rows")


def load_three_inputs() -> Dataset:
    """The four rows of a XOR b, with a third input that is always 1 and serves as a bias."""
    x = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]])
    return table("xor3", x, "Exclusive or of two inputs, all four rows, beside a third that is 1")


def table(name: str, x: np.ndarray, description: str) -> Dataset:
    """A Dataset of a whole truth table."""
    y = LABELS.astype(np.int64)
    sha256 = {"arrays": fingerprint(x, y)}
    return Dataset(name, x, y, x, y, source="written here", sha256=sha256, description=description)
