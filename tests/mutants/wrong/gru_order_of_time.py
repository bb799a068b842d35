"""GRU over sequences with torch's weights and time first.

like: gru
object: GRU
verdict: wrong
cause: time|revers|insert|flip
note: The states are inserted at the front of the list, so that the output runs backwards in time.
"""

import numpy as np


def sigmoid(a):
    return np.exp(-np.logaddexp(0, -a))


class GRU:
    """x: (T, B, input_size) -> (T, B, hidden_size)"""

    def __init__(self, input_size, hidden_size):
        b = 1 / np.sqrt(hidden_size)
        self.hidden_size = hidden_size
        self.W_ih = np.random.uniform(-b, b, (3 * hidden_size, input_size))
        self.W_hh = np.random.uniform(-b, b, (3 * hidden_size, hidden_size))
        self.b_ih = np.random.uniform(-b, b, 3 * hidden_size)
        self.b_hh = np.random.uniform(-b, b, 3 * hidden_size)

    def forward(self, x):
        h = np.zeros((x.shape[1], self.hidden_size))
        out = []
        for x_t in x:
            ir, iz, i_n = np.split(x_t @ self.W_ih.T + self.b_ih, 3, axis=1)
            hr, hz, hn = np.split(h @ self.W_hh.T + self.b_hh, 3, axis=1)
            r, z = sigmoid(ir + hr), sigmoid(iz + hz)
            n = np.tanh(i_n + r * hn)
            h = (1 - z) * n + z * h
            out.insert(0, h)
        return np.stack(out)
