r"""Shuffling: rows in another order, x'_i = x_{π(i)}, y'_i = y_{π(i)}, with one permutation π.

Source: Fisher and Yates, "Statistical Tables", 1938; for training: Bottou, "Stochastic Gradient
Descent Tricks", 2012.
"""

from scratch.data.order import row_order, rows_together


def shuffle(x, y, order=None, rng=None):
    """x and y with their rows in one new order, so that what belongs together stays together.

    Arguments:
        x: array (rows, ...).
        y: array (rows, ...).
        order: the permutation π, or None to draw it.
        rng: the numpy Generator or the seed that draws it; without one the rows stay.

    >>> shuffle([10, 11, 12], [0, 1, 2], order=[2, 0, 1])
    (array([12, 10, 11]), array([2, 0, 1]))
    """
    x, y = rows_together(x, y)
    π = row_order(len(x), order, rng)
    return x[π], y[π]
