"""LSTM layer with stacked weights, gates i, f, g, o.

like: lstm
object: LSTM
verdict: wrong
cause: candidate|tanh|sigmoid|activation
note: The candidate goes through the sigmoid like a gate, where it should be tanh.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTM:
    def __init__(self, input_size, hidden_size):
        self.hidden_size = hidden_size
        self.Wx = np.random.randn(input_size, 4 * hidden_size) * 0.1
        self.Wh = np.random.randn(hidden_size, 4 * hidden_size) * 0.1
        self.b = np.zeros(4 * hidden_size)

    def forward(self, x):
        h = np.zeros((len(x), self.hidden_size))
        c = np.zeros_like(h)
        hs = []
        for t in range(x.shape[1]):
            gates = sigmoid(x[:, t] @ self.Wx + h @ self.Wh + self.b)
            i, f, g, o = np.split(gates, 4, axis=1)
            c = f * c + i * g
            h = o * np.tanh(c)
            hs.append(h)
        return np.stack(hs, axis=1)
