"""GRU cell with backward, stacked weights z, r, h.

like: gru_cell
object: GRUCell
verdict: wrong
cause: reset|gate|term|recurrent|previous state
note: The previous state's gradient lacks the path through the reset product.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRUCell:
    def __init__(self, input_size, hidden_size):
        self.n = hidden_size
        self.W = np.random.randn(input_size, 3 * hidden_size) * 0.1
        self.U = np.random.randn(hidden_size, 3 * hidden_size) * 0.1
        self.b = np.zeros(3 * hidden_size)

    def forward(self, x, h):
        n = self.n
        a = x @ self.W + self.b
        zr = sigmoid(a[:, : 2 * n] + h @ self.U[:, : 2 * n])
        z, r = zr[:, :n], zr[:, n:]
        c = np.tanh(a[:, 2 * n :] + (r * h) @ self.U[:, 2 * n :])
        self.cache = x, h, z, r, c
        return z * h + (1 - z) * c

    def backward(self, dnew):
        x, h, z, r, c = self.cache
        n = self.n
        dac = dnew * (1 - z) * (1 - c**2)
        drh = dac @ self.U[:, 2 * n :].T
        daz = dnew * (h - c) * z * (1 - z)
        dar = drh * h * r * (1 - r)
        da = np.hstack((daz, dar, dac))
        self.dW, self.db = x.T @ da, da.sum(axis=0)
        self.dU = np.hstack((h.T @ daz, h.T @ dar, (r * h).T @ dac))
        dh = dnew * z + np.hstack((daz, dar)) @ self.U[:, : 2 * n].T
        return da @ self.W.T, dh
