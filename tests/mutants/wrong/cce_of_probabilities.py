"""Cross-entropy between one-hot labels and the network's softmax outputs.

like: categorical_crossentropy
object: cross_entropy
verdict: wrong
cause: softmax|logit|twice|double
note: probs are probabilities already, and are put through the softmax again.
"""

import numpy as np


def cross_entropy(probs, one_hot):
    """probs: (N, C), rows that add up to one; one_hot: (N, C)."""
    exps = np.exp(probs - probs.max(axis=1, keepdims=True))
    p = exps / exps.sum(axis=1, keepdims=True)
    return -np.sum(one_hot * np.log(p + 1e-12)) / len(probs)
