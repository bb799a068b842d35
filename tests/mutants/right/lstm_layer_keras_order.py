"""LSTM layer, batch first, with gates i, f, c, o as in Keras.

like: lstm
object: LSTM
verdict: right
note: Forward over the whole sequence, returning all states.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTM:
    def __init__(self, input_dim, units):
        self.units = units
        self.kernel = np.random.randn(input_dim, 4 * units) * 0.1
        self.recurrent_kernel = np.random.randn(units, 4 * units) * 0.1
        self.bias = np.zeros(4 * units)

    def forward(self, x):
        u = self.units
        h = np.zeros((x.shape[0], u))
        c = np.zeros((x.shape[0], u))
        outputs = []
        for t in range(x.shape[1]):
            z = x[:, t] @ self.kernel + h @ self.recurrent_kernel + self.bias
            i = sigmoid(z[:, :u])
            f = sigmoid(z[:, u : 2 * u])
            g = np.tanh(z[:, 2 * u : 3 * u])
            o = sigmoid(z[:, 3 * u :])
            c = f * c + i * g
            h = o * np.tanh(c)
            outputs.append(h)
        return np.stack(outputs, axis=1)
