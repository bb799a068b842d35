"""R squared of a regression.

like: r2
object: r2_score
verdict: right
note: One minus the residual over the total sum of squares.
"""

import numpy as np


def r2_score(y_true, y_pred):
    residual = np.sum((y_true - y_pred) ** 2)
    total = np.sum((y_true - np.mean(y_true)) ** 2)
    return 1 - residual / total
