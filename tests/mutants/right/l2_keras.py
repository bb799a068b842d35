"""L2 penalty and its gradient.

like: l2
object: l2_penalty,l2_penalty_grad
verdict: right
note: lambda times the sum of squares, gradient 2 lambda w, as in Keras.
"""

import numpy as np


def l2_penalty(w, lam=0.01):
    return lam * np.sum(w**2)


def l2_penalty_grad(w, lam=0.01):
    return 2 * lam * w
