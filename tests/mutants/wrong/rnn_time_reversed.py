"""Recurrent layer on (batch, time, features), all states returned.

like: simple_rnn
object: RecurrentLayer
verdict: wrong
cause: time|order|revers|backwards
note: The sequence is read from its end.
"""

import numpy as np


class RecurrentLayer:
    def __init__(self, n_in, n_hidden):
        self.Wx = np.random.randn(n_in, n_hidden) * 0.1
        self.Wh = np.random.randn(n_hidden, n_hidden) * 0.1
        self.b = np.zeros(n_hidden)

    def forward(self, x):
        batch, steps, _ = x.shape
        h = np.zeros((batch, self.Wh.shape[0]))
        states = np.zeros((batch, steps, self.Wh.shape[0]))
        for t in range(steps - 1, -1, -1):
            h = np.tanh(x[:, t] @ self.Wx + h @ self.Wh + self.b)
            states[:, t] = h
        return states
