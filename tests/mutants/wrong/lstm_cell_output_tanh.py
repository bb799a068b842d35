"""LSTM cell with separate gates.

like: lstm_cell
object: LSTMCell
verdict: wrong
cause: tanh|output|activation
note: The cell state is shown as it is: tanh is missing in the output.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class LSTMCell:
    def __init__(self, input_size, hidden_size):
        shape = (hidden_size, hidden_size + input_size)
        self.W_f = np.random.randn(*shape) * 0.1
        self.W_i = np.random.randn(*shape) * 0.1
        self.W_c = np.random.randn(*shape) * 0.1
        self.W_o = np.random.randn(*shape) * 0.1
        self.b_f, self.b_i, self.b_c, self.b_o = (np.zeros((hidden_size, 1)) for _ in range(4))

    def forward(self, x, h_prev, c_prev):
        concat = np.concatenate([h_prev, x], axis=0)
        f = sigmoid(self.W_f @ concat + self.b_f)
        i = sigmoid(self.W_i @ concat + self.b_i)
        c_tilde = np.tanh(self.W_c @ concat + self.b_c)
        o = sigmoid(self.W_o @ concat + self.b_o)
        c = f * c_prev + i * c_tilde
        return o * c, c
