"""Lasso penalty and its gradient.

like: l1
object: l1_penalty,l1_penalty_grad
verdict: wrong
cause: sign|derivative
note: The gradient is lambda everywhere, whatever the sign of the weight.
"""

import numpy as np


def l1_penalty(w, lam=0.01):
    return lam * np.sum(np.abs(w))


def l1_penalty_grad(w, lam=0.01):
    return lam * np.ones_like(w)
