"""Softmax layer whose backward pass builds the Jacobian of every sample.

like: softmax
object: Softmax
verdict: right
note: The full Jacobian diag(s) - s s^T, sample by sample.
"""

import numpy as np


class Softmax:
    def forward(self, inputs):
        exp_values = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = exp_values / np.sum(exp_values, axis=1, keepdims=True)
        return self.output

    def backward(self, dvalues):
        self.dinputs = np.empty_like(dvalues)
        for i, (s, d) in enumerate(zip(self.output, dvalues)):
            s = s.reshape(-1, 1)
            jacobian = np.diagflat(s) - np.dot(s, s.T)
            self.dinputs[i] = np.dot(jacobian, d)
