"""Sigmoid neurons: the activation and sigmoid_prime(z).

like: sigmoid
object: sigmoid,sigmoid_prime
verdict: right
note: The derivative takes z; far out the exponential overflows to infinity with a warning, and the value is right.
"""

import numpy as np


def sigmoid(z):
    """The sigmoid function."""
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    """Derivative of the sigmoid function."""
    return sigmoid(z) * (1 - sigmoid(z))
