"""Leaky ReLU and its derivative.

like: leaky_relu
object: leaky_relu,leaky_relu_derivative
verdict: wrong
cause: derivative|slope
note: The derivative is zero for negative inputs, as if there were no leak.
"""

import numpy as np


def leaky_relu(x, alpha=0.01):
    return np.maximum(alpha * x, x)


def leaky_relu_derivative(x, alpha=0.01):
    return np.where(x > 0, 1.0, 0.0)
