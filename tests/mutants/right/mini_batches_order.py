"""Mini-batches of shuffled rows; the last may be shorter.

like: mini_batches
object: mini_batches
verdict: right
note: The order may be given, else it is drawn.
"""

import numpy as np


def mini_batches(x, y, batch_size, order=None):
    order = np.random.permutation(len(x)) if order is None else order
    return [
        (x[order[i : i + batch_size]], y[order[i : i + batch_size]])
        for i in range(0, len(x), batch_size)
    ]
