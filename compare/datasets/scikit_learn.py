"""The data sets that come with scikit-learn: breast cancer, digits, diabetes.

None has a test set of its own: a fifth of the rows, always the same, is kept for it.
"""

import numpy as np

from compare.datasets.dataset import Dataset, fingerprint, from_split

SOURCE = "embedded with scikit-learn"


def load_breast_cancer() -> Dataset:
    """569 tumours, 30 features measured on images of cells; 1 is benign, 0 malignant."""
    from sklearn.datasets import load_breast_cancer

    x, y = load_breast_cancer(return_X_y=True)
    return embedded(
        "breast_cancer",
        x,
        y.astype(np.int64),
        "Breast Cancer Wisconsin (Diagnostic), 30 features, 1 = benign (Wolberg et al. 1995)",
    )


def load_digits() -> Dataset:
    """1,797 handwritten digits of 8 by 8 pixels, each a count from 0 to 16."""
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    return embedded(
        "digits",
        x.reshape(-1, 8, 8),
        y.astype(np.int64),
        "Optical recognition of handwritten digits, 8x8 (Alpaydin, Kaynak 1998)",
    )


def load_diabetes() -> Dataset:
    """442 patients, 10 features in their own units, and the disease's progress after a year."""
    from sklearn.datasets import load_diabetes

    # scikit-learn's usual scaling takes the mean over all rows, those to be tested with too.
    x, y = load_diabetes(return_X_y=True, scaled=False)
    return embedded(
        "diabetes",
        x,
        y,
        "Diabetes progression, 10 features (Efron, Hastie, Johnstone, Tibshirani 2004)",
    )


def embedded(name: str, x: np.ndarray, y: np.ndarray, description: str) -> Dataset:
    """The Dataset of arrays that scikit-learn brings along; classes keep their shares."""
    return from_split(
        name,
        x,
        y,
        stratify=y.dtype == np.int64,
        source=SOURCE,
        sha256={"arrays": fingerprint(x, y)},
        description=description,
    )
