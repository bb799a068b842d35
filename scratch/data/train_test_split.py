r"""Hold-out: some rows are kept aside, to judge the model on what it was not trained on.

With N rows and the fraction f, the first N - ⌈f N⌉ rows of a permutation train, the rest tests.

Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2009, section 7.2.
"""

import math

from scratch.data.shuffle import shuffle
from scratch.validation import number, reject


def train_test_split(x, y, fraction=0.25, order=None, rng=None):
    """(x_train, x_test, y_train, y_test): every row is in exactly one of the two parts.

    Arguments:
        x: array (rows, ...).
        y: array (rows, ...).
        fraction: f, the share of the rows that tests, in (0, 1); rounded up to whole rows.
        order: the permutation of the rows, or None to draw it.
        rng: the numpy Generator or the seed that draws it; without one the rows stay, and the
            last ones test.

    >>> x_train, x_test, y_train, y_test = train_test_split(
    ...     [0, 1, 2, 3], [0, 10, 20, 30], fraction=0.5, order=[3, 1, 0, 2]
    ... )
    >>> x_train, x_test
    (array([3, 1]), array([0, 2]))
    """
    number("fraction", fraction, least=0, below=1)
    x, y = shuffle(x, y, order, rng)
    train = len(x) - math.ceil(fraction * len(x))
    if not 0 < train < len(x):
        reject("fraction", f"such that both parts of the {len(x)} rows have one", fraction)
    return x[:train], x[train:], y[:train], y[train:]
