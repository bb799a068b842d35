"""LSTM over a sequence with its backward pass, gates f, g, i, o.

like: lstm
object: LSTMLayer
verdict: right
note: Another gate order, used alike forward and backward.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTMLayer:
    def __init__(self, n_in, n_hidden):
        self.H = n_hidden
        self.Wx = np.random.randn(n_in, 4 * n_hidden) / np.sqrt(n_in)
        self.Wh = np.random.randn(n_hidden, 4 * n_hidden) / np.sqrt(n_hidden)
        self.b = np.zeros(4 * n_hidden)

    def forward(self, xs):
        N, T, _ = xs.shape
        self.xs, self.steps = xs, []
        h = c = np.zeros((N, self.H))
        out = np.zeros((N, T, self.H))
        for t in range(T):
            f, g, i, o = np.split(xs[:, t] @ self.Wx + h @ self.Wh + self.b, 4, axis=1)
            f, g, i, o = sigmoid(f), np.tanh(g), sigmoid(i), sigmoid(o)
            c_next = f * c + g * i
            self.steps.append((h, c, f, g, i, o, np.tanh(c_next)))
            h, c = o * np.tanh(c_next), c_next
            out[:, t] = h
        return out

    def backward(self, dhs):
        self.grads = {k: np.zeros_like(getattr(self, k)) for k in ("Wx", "Wh", "b")}
        dxs = np.zeros_like(self.xs)
        dh = dc = 0
        for t in reversed(range(len(self.steps))):
            h, c, f, g, i, o, tc = self.steps[t]
            dh = dh + dhs[:, t]
            dc = dc + dh * o * (1 - tc**2)
            da = np.hstack(
                (
                    dc * c * f * (1 - f),
                    dc * i * (1 - g**2),
                    dc * g * i * (1 - i),
                    dh * tc * o * (1 - o),
                )
            )
            self.grads["Wx"] += self.xs[:, t].T @ da
            self.grads["Wh"] += h.T @ da
            self.grads["b"] += da.sum(axis=0)
            dxs[:, t], dh, dc = da @ self.Wx.T, da @ self.Wh.T, dc * f
        return dxs
