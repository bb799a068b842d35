"""Binary cross-entropy on probabilities, clipped away from 0 and 1.

like: binary_crossentropy
object: binary_cross_entropy,binary_cross_entropy_derivative
verdict: right
note: Clipped at 1e-7 as Keras does, in the loss and in the gradient.
"""

import numpy as np

EPS = 1e-7


def binary_cross_entropy(y_true, y_pred):
    p = np.clip(y_pred, EPS, 1 - EPS)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def binary_cross_entropy_derivative(y_true, y_pred):
    p = np.clip(y_pred, EPS, 1 - EPS)
    return ((1 - y_true) / (1 - p) - y_true / p) / y_true.size
