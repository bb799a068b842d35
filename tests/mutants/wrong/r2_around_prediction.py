"""Coefficient of determination.

like: r2
object: r2_score
verdict: wrong
cause: mean|total|y_true|baseline|denominator
note: The total sum of squares is taken around the mean of the predictions.
"""

import numpy as np


def r2_score(y_true, y_pred):
    ss_res = np.sum((y_true - y_pred) ** 2)
    ss_tot = np.sum((y_true - y_pred.mean()) ** 2)
    return 1 - ss_res / ss_tot
