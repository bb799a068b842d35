"""Cross-entropy of one-hot labels and predicted probabilities.

like: categorical_crossentropy
object: cross_entropy,cross_entropy_grad
verdict: right
note: The sum over classes, the mean over samples.
"""

import numpy as np


def cross_entropy(y_true, y_pred, eps=1e-7):
    y_pred = np.clip(y_pred, eps, 1 - eps)
    return -np.sum(y_true * np.log(y_pred)) / y_true.shape[0]


def cross_entropy_grad(y_true, y_pred, eps=1e-7):
    return -y_true / np.clip(y_pred, eps, 1 - eps) / y_true.shape[0]
