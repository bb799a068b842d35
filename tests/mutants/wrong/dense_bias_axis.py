"""Dense layer whose batch is as large as the layer is wide.

like: dense
object: Dense
verdict: wrong
cause: bias.*(axis|sum)|axis
note: The gradient of the bias is summed over the units instead of the samples.
"""

import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.uniform(-0.5, 0.5, (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return np.matmul(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.matmul(self.x.T, dout)
        self.db = np.sum(dout, axis=1)
        return np.matmul(dout, self.W.T)
