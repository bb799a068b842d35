"""Bidirectional simple recurrent layer, every step's states of both directions side by side.

like: bidirectional
object: BiRNN
verdict: wrong
cause: revers|time|flip|turned|backward (states|output|sequence|direction)
note: The backward direction's states are not turned round again before they are joined.
"""

import numpy as np


class BiRNN:
    def __init__(self, input_size, hidden_size):
        def make():
            return {
                "Wx": np.random.randn(input_size, hidden_size) * 0.3,
                "Wh": np.random.randn(hidden_size, hidden_size) * 0.3,
                "b": np.zeros(hidden_size),
            }

        self.fwd, self.bwd = make(), make()

    @staticmethod
    def run(p, x):
        h = np.zeros((x.shape[0], p["Wh"].shape[0]))
        states = []
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ p["Wx"] + h @ p["Wh"] + p["b"])
            states.append(h)
        return np.stack(states, axis=1)

    def forward(self, x):
        """x: (batch, time, features) -> (batch, time, 2 * hidden)"""
        return np.concatenate([self.run(self.fwd, x), self.run(self.bwd, x[:, ::-1])], axis=-1)
