"""LSTM over a sequence with one stacked matrix for input, state and bias.

like: lstm
object: LSTM
verdict: right
note: Rows of WLSTM: bias, input, state; the gates stand in the order i, f, o, g; only the last state is returned.
"""

import numpy as np


class LSTM:
    def __init__(self, input_size, hidden_size, fancy_forget_bias_init=1):
        self.n, self.d = input_size, hidden_size
        self.WLSTM = np.random.randn(input_size + hidden_size + 1, 4 * hidden_size) / np.sqrt(
            input_size + hidden_size
        )
        self.WLSTM[0, :] = 0
        self.WLSTM[0, hidden_size : 2 * hidden_size] = fancy_forget_bias_init

    def forward(self, X):
        """X: (batch, time, input_size); returns (batch, hidden_size)."""
        b, n, d = X.shape[0], self.n, self.d
        h, c = np.zeros((b, d)), np.zeros((b, d))
        self.steps = []
        for t in range(X.shape[1]):
            Hin = np.hstack([np.ones((b, 1)), X[:, t], h])
            IFOG = Hin.dot(self.WLSTM)
            ifo = 1.0 / (1.0 + np.exp(-IFOG[:, : 3 * d]))
            g = np.tanh(IFOG[:, 3 * d :])
            c_prev = c
            c = ifo[:, d : 2 * d] * c_prev + ifo[:, :d] * g
            Ct = np.tanh(c)
            h = ifo[:, 2 * d :] * Ct
            self.steps.append((Hin, ifo, g, c_prev, Ct))
        return h

    def backward(self, dh):
        d = self.d
        self.dWLSTM = np.zeros_like(self.WLSTM)
        dX = []
        dc = np.zeros_like(dh)
        for Hin, ifo, g, c_prev, Ct in reversed(self.steps):
            i, f, o = ifo[:, :d], ifo[:, d : 2 * d], ifo[:, 2 * d :]
            dc = dc + dh * o * (1 - Ct**2)
            dgates = np.hstack([dc * g, dc * c_prev, dh * Ct]) * ifo * (1 - ifo)
            dIFOG = np.hstack([dgates, dc * i * (1 - g**2)])
            self.dWLSTM += Hin.T.dot(dIFOG)
            dHin = dIFOG.dot(self.WLSTM.T)
            dX.append(dHin[:, 1 : 1 + self.n])
            dh = dHin[:, 1 + self.n :]
            dc = dc * f
        return np.stack(dX[::-1], axis=1)
