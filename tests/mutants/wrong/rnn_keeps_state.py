"""Elman network layer, returns every hidden state.

like: simple_rnn
object: RNN
verdict: wrong
cause: state|between calls|previous|earlier|reset|shared|stale
note: The state of one call is where the next begins; nobody asked for a stateful layer.
"""

import numpy as np


class RNN:
    def __init__(self, input_dim, hidden_dim):
        self.U = np.random.randn(input_dim, hidden_dim) * 0.1
        self.W = np.random.randn(hidden_dim, hidden_dim) * 0.1
        self.b = np.zeros(hidden_dim)
        self.h = np.zeros(hidden_dim)

    def forward(self, x):
        out = []
        for t in range(x.shape[1]):
            self.h = np.tanh(x[:, t] @ self.U + self.h @ self.W + self.b)
            out.append(self.h)
        return np.stack(out, axis=1)
