"""Cross-entropy from logits with log-sum-exp.

like: softmax_cross_entropy
object: cross_entropy_from_logits
verdict: wrong
cause: overflow|nan|inf|large
note: The log-sum-exp is not shifted by the maximum and overflows for large logits.
"""

import numpy as np


def cross_entropy_from_logits(logits, labels):
    """labels: class numbers, shape (n,)."""
    lse = np.log(np.sum(np.exp(logits), axis=1))
    return np.mean(lse - logits[np.arange(len(labels)), labels])
