"""The order in which rows are taken: given from outside, drawn by a generator, or as they come."""

import numpy as np

from scratch.validation import array_of, reject


def row_order(count, order=None, rng=None):
    """The numbers of `count` rows in the order in which to take them.

    Arguments:
        count: how many rows there are.
        order: a permutation of 0 ... count - 1, or None.
        rng: where `order` is None, a numpy Generator or a seed to draw it with, or None for the
            order as it is.
    """
    if order is None:
        return np.arange(count) if rng is None else np.random.default_rng(rng).permutation(count)
    accepted = f"a permutation of the row numbers 0 ... {count - 1}"
    order = array_of("order", order, accepted)
    whole = order.dtype.kind in "iu" or order.size == 0
    if order.ndim != 1 or not whole or not np.array_equal(np.sort(order), np.arange(count)):
        reject("order", accepted, order)
    return order.astype(int)


def rows_together(x, y):
    """Both as arrays, after checking that they have the same number of rows."""
    x, y = array_of("x", x), array_of("y", y)
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y):
        reject("y", f"an array with one row for each of x, whose shape is {x.shape}", y.shape)
    return x, y
