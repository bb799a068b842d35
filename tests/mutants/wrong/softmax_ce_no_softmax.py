"""Cross-entropy of a classifier's logits.

like: softmax_cross_entropy
object: softmax_cross_entropy
verdict: wrong
cause: softmax|logit|probabilit
note: The logits are taken for probabilities: the logarithm is applied to them without a softmax.
"""

import numpy as np


def softmax_cross_entropy(logits, labels):
    """logits: (n, classes); labels: one-hot, (n, classes)."""
    p = np.clip(logits, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(labels * np.log(p), axis=1))
