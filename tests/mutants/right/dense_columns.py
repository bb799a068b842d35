"""Fully connected layer, one sample per column.

like: dense
object: Layer
verdict: right
note: Weights are (out, in), samples are columns, the bias is a column.
"""

import numpy as np


class Layer:
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size) * 0.01
        self.bias = np.zeros((output_size, 1))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(self.weights, inputs) + self.bias
        return self.output

    def backward(self, gradient):
        self.dW = np.dot(gradient, self.inputs.T)
        self.db = np.sum(gradient, axis=1, keepdims=True)
        return np.dot(self.weights.T, gradient)
