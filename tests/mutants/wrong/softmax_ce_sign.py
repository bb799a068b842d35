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
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    p = np.exp(log_p)
    loss = -log_p[np.arange(n), y].mean()
    onehot = np.zeros_like(p)
    onehot[np.arange(n), y] = 1
    return loss, (onehot - p) / n
