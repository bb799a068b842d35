"""ReLU with its derivative.

like: relu
object: relu,relu_derivative
verdict: wrong
cause: derivative
note: The derivative returns the positive input itself instead of one.
"""

import numpy as np


def relu(x):
    return np.maximum(0, x)


def relu_derivative(x):
    return np.where(x > 0, x, 0)
