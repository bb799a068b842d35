"""Two-layer network with ReLU; loss gives the loss and the gradients.

like: network
object: CS231n
verdict: right
note: Class numbers as targets, an L2 penalty inside the loss.
"""

import numpy as np


class CS231n:
    def __init__(self, input_size, hidden_size, output_size, std=1e-4):
        self.params = {
            "W1": std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def loss(self, X, y=None, reg=0.1):
        W1, b1, W2, b2 = [self.params[k] for k in ("W1", "b1", "W2", "b2")]
        N = len(X)
        h = np.maximum(0, X @ W1 + b1)
        s = h @ W2 + b2
        if y is None:
            return s
        p = np.exp(s - s.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        loss = -np.log(p[np.arange(N), y]).mean() + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        d = p.copy()
        d[np.arange(N), y] -= 1
        d /= N
        g = {"W2": h.T @ d + 2 * reg * W2, "b2": d.sum(0)}
        dh = d @ W2.T
        dh[h <= 0] = 0
        g["W1"] = X.T @ dh + 2 * reg * W1
        g["b1"] = dh.sum(0)
        return loss, g

    def predict(self, X):
        return self.loss(X).argmax(1)
