"""One-hot encoding by rows of the identity.

like: one_hot
object: one_hot
verdict: right
note: float64 rows; any dtype of ones and zeros will do.
"""

import numpy as np


def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]
