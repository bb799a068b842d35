"""The data sets: found, verified by SHA-256, read without pickle, and named for what they are.

Looked up in this order: the folder given, the folder in $THREEFOLD_DATA, Keras's cache, the
framework's own downloader where that is allowed, and last the real subset that comes embedded
with a library. `Dataset.source` says in words which it was.
"""

from collections.abc import Callable
from pathlib import Path

from compare.datasets import (
    california_housing,
    imdb,
    mnist,
    normal_samples,
    scikit_learn,
    synthetic_reviews,
    xor,
)
from compare.datasets.dataset import DataError, DataMissing, Dataset
from compare.datasets.files import InFiles
from scratch.validation import one_of

__all__ = [
    "EMBEDDED",
    "IN_FILES",
    "NAMES",
    "DataError",
    "DataMissing",
    "Dataset",
    "InFiles",
    "load",
]

EMBEDDED: dict[str, Callable[[], Dataset]] = {
    "mnist_5k": mnist.load_5k,
    "breast_cancer": scikit_learn.load_breast_cancer,
    "digits": scikit_learn.load_digits,
    "diabetes": scikit_learn.load_diabetes,
    "synthetic_reviews": synthetic_reviews.load,
    "normal_samples": normal_samples.load,
    "xor": xor.load,
    "xor3": xor.load_three_inputs,
}
"""The data sets that are always there, and how each is made."""

IN_FILES: dict[str, InFiles] = {
    "mnist": mnist.FILES,
    "california_housing": california_housing.FILES,
    "california_housing_csv": california_housing.CSV_FILES,
    "imdb": imdb.FILES,
}
"""The data sets that lie in files, and where from and how each is read."""

NAMES = (*EMBEDDED, *IN_FILES)


def load(name: str, data_dir: str | Path | None = None, download: bool = False) -> Dataset:
    """The data set called `name`.

    Where "mnist" is found nowhere the answer is its embedded subset, which calls itself
    "mnist_5k"; the others raise.

    Args:
        name: one of `NAMES`.
        data_dir: a folder to look in before all others.
        download: whether the frameworks may fetch what is found nowhere.

    Raises:
        ValueError: where there is no such data set.
        DataMissing: where it is found nowhere; the message says how to get it.
        DataError: where a file of it is not what it should be; the message names the file.

    >>> load("xor").y_train.tolist()
    [0, 1, 1, 0]
    """
    one_of("name", name, NAMES)
    if name in EMBEDDED:
        return EMBEDDED[name]()
    return IN_FILES[name].load(None if data_dir is None else Path(data_dir), download)
