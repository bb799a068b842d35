"""LSTM cell with its gates' weights kept apart, acting on [h, x].

like: lstm_cell
object: LSTMCell
verdict: right
note: Wf, Wi, Wc, Wo act on the concatenated state and input, in columns.
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class LSTMCell:
    def __init__(self, input_size, hidden_size):
        n = hidden_size + input_size
        self.Wf, self.Wi, self.Wc, self.Wo = (
            np.random.randn(hidden_size, n) * 0.1 for _ in range(4)
        )
        self.bf, self.bi, self.bc, self.bo = (np.zeros((hidden_size, 1)) for _ in range(4))

    def forward(self, x, h_prev, c_prev):
        z = np.vstack((h_prev, x))
        f = sigmoid(self.Wf @ z + self.bf)
        i = sigmoid(self.Wi @ z + self.bi)
        c_bar = np.tanh(self.Wc @ z + self.bc)
        c = f * c_prev + i * c_bar
        o = sigmoid(self.Wo @ z + self.bo)
        h = o * np.tanh(c)
        return h, c
