"""Mini-batches from a random permutation.

like: mini_batches
object: mini_batches
verdict: wrong
cause: row|last|lost|drop|short|remainder|incomplete
note: Floor division loses the rows of the last, shorter batch.
"""

import numpy as np


def mini_batches(x, y, batch_size, order=None):
    indices = np.random.permutation(len(x)) if order is None else order
    batches = []
    for i in range(len(x) // batch_size):
        chosen = indices[i * batch_size : (i + 1) * batch_size]
        batches.append((x[chosen], y[chosen]))
    return batches
