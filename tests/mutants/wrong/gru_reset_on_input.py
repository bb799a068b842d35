"""GRU layer over a sequence of batches.

like: gru
object: GRU
verdict: wrong
cause: reset|gate
note: The reset gate is applied to the whole pre-activation, the input's part included.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRU:
    def __init__(self, input_dim, hidden_dim):
        self.H = hidden_dim
        self.Wx = np.random.randn(input_dim, 3 * hidden_dim) * 0.1
        self.Wh = np.random.randn(hidden_dim, 3 * hidden_dim) * 0.1
        self.b = np.zeros(3 * hidden_dim)

    def forward(self, x):
        """Gates z, r and the candidate are stacked in this order."""
        h = np.zeros((x.shape[0], self.H))
        states = []
        for t in range(x.shape[1]):
            a = x[:, t] @ self.Wx + h @ self.Wh + self.b
            z, r, n = np.split(a, 3, axis=1)
            z, r = sigmoid(z), sigmoid(r)
            h = z * h + (1 - z) * np.tanh(r * n)
            states.append(h)
        return np.stack(states, axis=1)
