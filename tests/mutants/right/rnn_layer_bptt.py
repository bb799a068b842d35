"""Recurrent layer with backpropagation through time, (batch, time, features).

like: simple_rnn
object: RNN
verdict: right
note: Returns all states; gradients dWx, dWh, db are summed over time.
"""

import numpy as np


class RNN:
    def __init__(self, input_size, hidden_size):
        self.Wx = np.random.randn(input_size, hidden_size) * 0.1
        self.Wh = np.random.randn(hidden_size, hidden_size) * 0.1
        self.b = np.zeros(hidden_size)

    def forward(self, x):
        N, T, _ = x.shape
        self.x = x
        self.h = np.zeros((N, T + 1, len(self.b)))
        for t in range(T):
            self.h[:, t + 1] = np.tanh(x[:, t] @ self.Wx + self.h[:, t] @ self.Wh + self.b)
        return self.h[:, 1:]

    def backward(self, dh):
        self.dWx, self.dWh, self.db = (np.zeros_like(w) for w in (self.Wx, self.Wh, self.b))
        dx = np.zeros_like(self.x)
        carry = 0
        for t in reversed(range(dh.shape[1])):
            da = (dh[:, t] + carry) * (1 - self.h[:, t + 1] ** 2)
            self.dWx += self.x[:, t].T @ da
            self.dWh += self.h[:, t].T @ da
            self.db += da.sum(axis=0)
            dx[:, t] = da @ self.Wx.T
            carry = da @ self.Wh.T
        return dx
