"""Categorical cross-entropy on the network's raw scores.

like: categorical_crossentropy
object: CategoricalCrossEntropy
verdict: wrong
cause: logit|softmax|probabilit|scores
note: Its argument is logits, and the logarithm is taken of them without a softmax.
"""

import numpy as np


class CategoricalCrossEntropy:
    """loss(y_true, logits) with one-hot y_true."""

    def __init__(self, eps=1e-12):
        self.eps = eps

    def loss(self, y_true, logits):
        p = np.clip(logits, self.eps, 1 - self.eps)
        return -np.mean(np.sum(y_true * np.log(p), axis=1))
