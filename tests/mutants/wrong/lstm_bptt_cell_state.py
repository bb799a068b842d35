"""LSTM layer, forward and backward through time.

like: lstm
object: LSTMLayer
verdict: wrong
cause: cell.?state|dc|through time|recurrent
note: Only dh goes back in time; the cell state's gradient is started anew at each step.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTMLayer:
    def __init__(self, n_in, n_hidden):
        self.Wx = np.random.randn(n_in, 4 * n_hidden) * 0.1
        self.Wh = np.random.randn(n_hidden, 4 * n_hidden) * 0.1
        self.b = np.zeros(4 * n_hidden)

    def forward(self, x):
        self.x, self.cache = x, []
        h = c = np.zeros((len(x), len(self.Wh)))
        out = []
        for t in range(x.shape[1]):
            i, f, g, o = np.split(x[:, t] @ self.Wx + h @ self.Wh + self.b, 4, axis=1)
            i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
            new_c = f * c + i * g
            self.cache.append((h, c, i, f, g, o, np.tanh(new_c)))
            h, c = o * np.tanh(new_c), new_c
            out.append(h)
        return np.stack(out, axis=1)

    def backward(self, dout):
        self.dWx, self.dWh, self.db = (np.zeros_like(w) for w in (self.Wx, self.Wh, self.b))
        dx = np.zeros_like(self.x)
        dh_next = 0
        for t in reversed(range(len(self.cache))):
            h, c, i, f, g, o, tc = self.cache[t]
            dh = dout[:, t] + dh_next
            dc = dh * o * (1 - tc**2)
            da = np.hstack(
                [
                    dc * g * i * (1 - i),
                    dc * c * f * (1 - f),
                    dc * i * (1 - g**2),
                    dh * tc * o * (1 - o),
                ]
            )
            self.dWx += self.x[:, t].T @ da
            self.dWh += h.T @ da
            self.db += da.sum(axis=0)
            dx[:, t] = da @ self.Wx.T
            dh_next = da @ self.Wh.T
        return dx
