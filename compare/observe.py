"""What is compared of random draws: not the numbers, which differ, but what they have in common.

Each function turns a Trace into another one, for `Case.observe`.
"""

import math

import numpy as np

from compare.trace import Trace

LEVELS = np.arange(1, 20) / 20
"""Of the 19 quantiles that are compared, from 5% to 95%."""

STATISTICAL = (
    0.01,
    "statistical: five standard errors, each at most 0.2% of the greatest quantile for 10^6 draws",
)
"""The tolerance of a case that compares two distributions by 10^6 draws each."""


def distribution(trace: Trace) -> Trace:
    """The quantiles of the output, and its mean and standard deviation."""
    y = trace["output"].astype(np.float64)
    found = {"quantiles": np.quantile(y, LEVELS), "moments": np.array([y.mean(), y.std()])}
    return {name: value.astype(trace["output"].dtype) for name, value in found.items()}


def bounded(trace: Trace) -> Trace:
    """The same, and the least and greatest value, of a distribution that ends somewhere."""
    y = trace["output"]
    return {**distribution(trace), "range": np.array([y.min(), y.max()])}


def gram(trace: Trace) -> Trace:
    """The products of all rows (or of all columns, if they are fewer): gain² I if orthogonal.

    All axes but the last are rows.
    """
    y = trace["output"]
    W = y.reshape(math.prod(y.shape[:-1]), y.shape[-1])
    return {"gram": W.T @ W if W.shape[0] >= W.shape[1] else W @ W.T}
