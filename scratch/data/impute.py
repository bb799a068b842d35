r"""Imputation: a missing value (NaN) becomes the mean or the median of its column.

The statistic is that of the training rows, over what is not missing there.

Source: Little and Rubin, "Statistical Analysis with Missing Data", 2002, section 4.2.
"""

import numpy as np

from scratch.validation import one_of, reals, reject


class Impute:
    """Fills gaps with a statistic of the column.

    Arguments:
        strategy: "mean", or "median", which outliers do not move.

    >>> x = np.array([[1.0], [np.nan], [5.0]])
    >>> Impute().fit(x).transform(x).ravel()
    array([1., 3., 5.])
    """

    def __init__(self, strategy="mean"):
        self.strategy = one_of("strategy", strategy, ("mean", "median"))

    def fit(self, x):
        """Measure the columns of x (rows, columns); returns the imputer itself."""
        x = reals("x", x, rank=2)
        empty = np.flatnonzero(np.all(np.isnan(x), axis=0))
        if empty.size:
            reject("x", "an array with a value in every column", f"none in {empty.tolist()}")
        statistic = np.nanmean if self.strategy == "mean" else np.nanmedian
        self.fill = statistic(x, axis=0)
        return self

    def transform(self, x):
        """x, with its gaps filled."""
        x = reals("x", x, rank=2)
        if x.shape[1] != len(self.fill):
            reject("x", f"an array of {len(self.fill)} columns, as in `fit`", x.shape)
        return np.where(np.isnan(x), self.fill.astype(x.dtype), x)


def impute(train, x, strategy="mean"):
    """x with its gaps filled from `train`, and what they were filled with."""
    imputer = Impute(strategy).fit(train)
    return {"output": imputer.transform(x), "fill": imputer.fill}
