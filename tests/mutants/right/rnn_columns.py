"""Simple recurrent network over a list of column vectors.

like: simple_rnn
object: SimpleRNN
verdict: right
note: Weights Wxh, Whh and a bias column; forward returns the list of states.
"""

import numpy as np


class SimpleRNN:
    def __init__(self, hidden_size, input_size):
        self.hidden_size = hidden_size
        self.Wxh = np.random.randn(hidden_size, input_size) * 0.01
        self.Whh = np.random.randn(hidden_size, hidden_size) * 0.01
        self.bh = np.zeros((hidden_size, 1))

    def forward(self, inputs):
        h = np.zeros((self.hidden_size, inputs[0].shape[1]))
        hidden_states = []
        for x in inputs:
            h = np.tanh(self.Wxh @ x + self.Whh @ h + self.bh)
            hidden_states.append(h)
        return hidden_states
