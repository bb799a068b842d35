"""Hidden layer with tanh; backward returns a dictionary.

like: dense
object: HiddenLayer
verdict: right
note: backprop returns {"dx", "dW", "db"}.
"""

import numpy as np


class HiddenLayer:
    def __init__(self, input_dim, units):
        self.W = np.random.randn(input_dim, units) / np.sqrt(input_dim)
        self.b = np.zeros(units)

    def feedforward(self, x):
        self.x = x
        self.h = np.tanh(x @ self.W + self.b)
        return self.h

    def backprop(self, dh):
        da = dh * (1 - self.h * self.h)
        return {"dx": da @ self.W.T, "dW": self.x.T @ da, "db": da.sum(axis=0)}
