"""GRU cell, weights act on [h, x] in columns.

like: gru_cell
object: GRUCell
verdict: wrong
cause: reset
note: The reset gate is computed and never used in the candidate.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRUCell:
    def __init__(self, input_size, hidden_size):
        shape = (hidden_size, hidden_size + input_size)
        self.Wz, self.Wr, self.Wh = (np.random.randn(*shape) * 0.1 for _ in range(3))
        self.bz, self.br, self.bh = (np.zeros((hidden_size, 1)) for _ in range(3))

    def forward(self, x, h_prev):
        concat = np.vstack((h_prev, x))
        z = sigmoid(self.Wz @ concat + self.bz)
        r = sigmoid(self.Wr @ concat + self.br)
        h_tilde = np.tanh(self.Wh @ concat + self.bh)
        return z * h_prev + (1 - z) * h_tilde
