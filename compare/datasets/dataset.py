"""Dataset: arrays to train and to test with, and where they came from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

TEST_FRACTION = 0.2
SPLIT_SEED = 0


class DataError(ValueError):
    """A file is there, but is not what it should be."""


class DataMissing(FileNotFoundError):
    """A data set was found nowhere; the message says how to get it."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Inputs and targets, with their provenance.

    Inputs are as the source has them: nothing is scaled. Texts are object arrays of int32 word
    ids, one array a review; a table of mixed columns is a DataFrame. Class labels are int64.
    """

    name: str
    x_train: Any
    y_train: np.ndarray
    x_test: Any
    y_test: np.ndarray
    source: str
    sha256: dict[str, str]
    """SHA-256 of every file read, by its name; of the arrays' bytes where no file was."""
    description: str
    vocabulary: Mapping[int, str] = field(default_factory=dict)
    """Word id -> word, where the inputs are texts."""

    @property
    def rows(self) -> int:
        """How many different rows there are: a set that is tested on itself counts once."""
        if self.x_test is self.x_train:
            return len(self.x_train)
        return len(self.x_train) + len(self.x_test)


def fingerprint(*arrays: np.ndarray) -> str:
    """SHA-256 of the arrays' bytes, one array after the other; ragged ones row by row."""
    digest = hashlib.sha256()
    for array in arrays:
        for part in array if array.dtype == object else [array]:
            digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()


def split(x: Any, y: np.ndarray, stratify: bool) -> tuple[Any, Any, np.ndarray, np.ndarray]:
    """x_train, x_test, y_train, y_test: always the same rows, a fifth of them to test with."""
    from sklearn.model_selection import train_test_split

    return tuple(
        train_test_split(
            x,
            y,
            test_size=TEST_FRACTION,
            random_state=SPLIT_SEED,
            stratify=y if stratify else None,
        )
    )


def from_split(
    name: str, x: Any, y: np.ndarray, *, stratify: bool, sha256: dict[str, str], **about: Any
) -> Dataset:
    """A Dataset of rows that come without a test set of their own."""
    x_train, x_test, y_train, y_test = split(x, y, stratify)
    return Dataset(name, x_train, y_train, x_test, y_test, sha256=sha256, **about)
