"""Share of right predictions, one-hot labels and scores.

like: accuracy
object: accuracy
verdict: right
note: argmax on both sides.
"""

import numpy as np


def accuracy(y_true, y_pred):
    return np.mean(np.argmax(y_true, axis=1) == np.argmax(y_pred, axis=1))
