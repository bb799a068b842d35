"""Recurrent cell with forward and backward.

like: rnn_cell
object: RNNCell
verdict: wrong
cause: state|h_t|previous|recurrent|new h
note: The recurrent weights' gradient uses the new state instead of the previous one.
"""

import numpy as np


class RNNCell:
    def __init__(self, input_size, hidden_size):
        self.Wx = np.random.randn(input_size, hidden_size) * 0.1
        self.Wh = np.random.randn(hidden_size, hidden_size) * 0.1
        self.b = np.zeros(hidden_size)

    def forward(self, x, h):
        self.x = x
        self.h = np.tanh(x @ self.Wx + h @ self.Wh + self.b)
        return self.h

    def backward(self, dh):
        da = dh * (1 - self.h**2)
        self.dWx = self.x.T @ da
        self.dWh = self.h.T @ da
        self.db = da.sum(axis=0)
        return da @ self.Wx.T, da @ self.Wh.T
