"""Dense layer that keeps parameters and gradients in dictionaries.

like: dense
object: Dense
verdict: right
note: params["W"] and grads["W"]; gradients are replaced at every call.
"""

import numpy as np


class Dense:
    def __init__(self, n_in, n_out, activation="relu"):
        self.params = {"W": np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), "b": np.zeros(n_out)}
        self.grads = {}
        self.activation = activation

    def forward(self, x):
        self.x = x
        self.z = x @ self.params["W"] + self.params["b"]
        return np.maximum(self.z, 0) if self.activation == "relu" else self.z

    def backward(self, da):
        dz = da * (self.z > 0) if self.activation == "relu" else da
        self.grads["W"] = self.x.T @ dz
        self.grads["b"] = dz.sum(axis=0)
        return dz @ self.params["W"].T
