"""Shuffled mini-batches of inputs and labels.

like: mini_batches
object: mini_batches
verdict: wrong
cause: order|shuffl|label|pair|match
note: Only the inputs are put in the new order; the labels stay where they were.
"""

import numpy as np


def mini_batches(x, y, batch_size, order=None):
    order = np.random.permutation(len(x)) if order is None else order
    x = x[order]
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]
