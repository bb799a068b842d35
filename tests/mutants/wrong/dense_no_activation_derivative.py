"""Dense layer with tanh activation.

like: dense
object: TanhDense
verdict: wrong
cause: derivative
note: The derivative of the activation is missing everywhere in the backward pass.
"""

import numpy as np


class TanhDense:
    def __init__(self, fan_in, fan_out):
        self.w = np.random.normal(0, 0.1, (fan_in, fan_out))
        self.b = np.zeros(fan_out)

    def forward(self, x):
        self.x = x
        return np.tanh(x @ self.w + self.b)

    def backward(self, upstream):
        self.dw = self.x.T @ upstream
        self.db = upstream.sum(axis=0)
        return upstream @ self.w.T
