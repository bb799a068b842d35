"""GRU layer over a sequence, as textbooks draw it.

like: gru
object: GRU
verdict: right
note: The update gate lets the candidate in: (1 - z) h + z candidate, the opposite of the frameworks' and as legitimate.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRU:
    """Stacked weights in the order update, reset, candidate."""

    def __init__(self, input_size, hidden_size):
        self.H = hidden_size
        self.Wx = np.random.randn(input_size, 3 * hidden_size) * 0.1
        self.Wh = np.random.randn(hidden_size, 3 * hidden_size) * 0.1
        self.b = np.zeros(3 * hidden_size)

    def forward(self, xs):
        H = self.H
        h = np.zeros((xs.shape[0], H))
        hs = []
        for t in range(xs.shape[1]):
            ax = xs[:, t] @ self.Wx + self.b
            ah = h @ self.Wh[:, : 2 * H]
            z = sigmoid(ax[:, :H] + ah[:, :H])
            r = sigmoid(ax[:, H : 2 * H] + ah[:, H:])
            candidate = np.tanh(ax[:, 2 * H :] + (r * h) @ self.Wh[:, 2 * H :])
            h = (1 - z) * h + z * candidate
            hs.append(h)
        return np.stack(hs, axis=1)
