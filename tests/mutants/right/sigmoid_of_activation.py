"""Logistic function; its derivative in terms of the output, as many tutorials have it.

like: sigmoid
object: sigmoid,sigmoid_derivative
verdict: right
note: The derivative takes the activation a and is a (1 - a).
"""

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_derivative(a):
    return a * (1 - a)
