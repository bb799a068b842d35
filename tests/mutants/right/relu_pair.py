"""ReLU and its derivative as two functions.

like: relu
object: relu,relu_derivative
verdict: right
note: The plainest pair: the derivative takes the pre-activation.
"""

import numpy as np


def relu(x):
    return np.maximum(0, x)


def relu_derivative(x):
    return (x > 0).astype(x.dtype)
