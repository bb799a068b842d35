r"""Ridge penalty and gradient.

like: l2
object: l2_penalty,l2_penalty_grad
verdict: wrong
cause: factor|\b2\b|half|lambda
note: The penalty has no factor one half, its gradient no factor two: they do not belong together.
"""

import numpy as np


def l2_penalty(weights, lambda_=0.01):
    return lambda_ * np.sum(np.square(weights))


def l2_penalty_grad(weights, lambda_=0.01):
    return lambda_ * weights
