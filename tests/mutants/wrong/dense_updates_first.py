"""Fully connected layer with its own learning rate.

like: dense
object: FCLayer
verdict: wrong
cause: updated? (weights|first|before)|new weights|after the update|order|learning rate
note: The weights are updated before the error is propagated through them.
"""

import numpy as np


class FCLayer:
    def __init__(self, input_size, output_size):
        self.weights = np.random.rand(input_size, output_size) - 0.5
        self.bias = np.random.rand(1, output_size) - 0.5

    def forward(self, x):
        self.input = x
        return x @ self.weights + self.bias

    def backward(self, output_error, learning_rate):
        self.weights -= learning_rate * (self.input.T @ output_error)
        self.bias -= learning_rate * output_error.sum(axis=0, keepdims=True)
        return output_error @ self.weights.T
