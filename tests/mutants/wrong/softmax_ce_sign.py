"""Loss and gradient of a softmax classifier.

like: softmax_cross_entropy
object: softmax_loss
verdict: wrong
cause: sign
note: The gradient is t - p, the wrong way round.
"""

import numpy as np


def softmax_loss(scores, y):
    n = scores.shape[0]
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), y] + 1e-300).mean()
    onehot = np.zeros_like(p)
    onehot[np.arange(n), y] = 1
    return loss, (onehot - p) / n
