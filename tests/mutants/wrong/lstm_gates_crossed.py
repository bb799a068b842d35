"""A single LSTM cell, samples in columns, one weight matrix per gate.

like: lstm
object: LSTMCell
verdict: wrong
cause: (swap|permut)
note: the forget gate multiplies the candidate and the input gate the old cell state.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTMCell:
    def __init__(self, n_x, n_a, seed=5):
        rng = np.random.RandomState(seed)
        self.Wf, self.Wi, self.Wc, self.Wo = (rng.randn(n_a, n_a + n_x) * 0.2 for _ in range(4))
        self.bf = np.ones((n_a, 1))  # remember at the start
        self.bi = np.zeros((n_a, 1))
        self.bc = np.zeros((n_a, 1))
        self.bo = np.zeros((n_a, 1))

    def forward(self, xt, a_prev, c_prev):
        concat = np.concatenate([a_prev, xt], axis=0)
        ft = sigmoid(self.Wf @ concat + self.bf)
        it = sigmoid(self.Wi @ concat + self.bi)
        cct = np.tanh(self.Wc @ concat + self.bc)
        ot = sigmoid(self.Wo @ concat + self.bo)
        c_next = it * c_prev + ft * cct
        a_next = ot * np.tanh(c_next)
        return a_next, c_next
