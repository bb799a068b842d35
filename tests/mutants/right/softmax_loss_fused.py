"""Softmax and cross-entropy together: returns the loss and its gradient.

like: softmax_cross_entropy
object: softmax_loss
verdict: right
note: A course's style: one function of scores and class numbers returns (loss, dx).
"""

import numpy as np


def softmax_loss(x, y):
    shifted = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted), axis=1, keepdims=True)
    log_probs = shifted - np.log(Z)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = np.exp(log_probs)
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
