"""Cross-entropy loss of probabilities, and its gradient.

like: categorical_crossentropy
object: cce,cce_grad
verdict: wrong
cause: softmax|logit|derivative|-t/p|divi
note: The gradient is that of softmax and cross-entropy together, p - t, though the loss is a function of p.
"""

import numpy as np


def cce(y_true, y_pred):
    """y_pred holds probabilities."""
    return -np.mean(np.sum(y_true * np.log(np.clip(y_pred, 1e-7, 1)), axis=1))


def cce_grad(y_true, y_pred):
    """d loss / d y_pred."""
    return (y_pred - y_true) / len(y_true)
