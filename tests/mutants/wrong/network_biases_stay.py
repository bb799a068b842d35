"""Network with softmax and cross-entropy, gradients in a dict.

like: network
object: Dlfs
verdict: wrong
cause: bias|\bb\\d|zero|never
note: The biases are never updated.
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Dlfs:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        p = self.params
        z1 = sigmoid(x @ p["W1"] + p["b1"])
        a = z1 @ p["W2"] + p["b2"]
        e = np.exp(a - a.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)

    def loss(self, x, t):
        y = self.predict(x)
        return -np.sum(t * np.log(y + 1e-7)) / len(x)

    def accuracy(self, x, t):
        return (self.predict(x).argmax(1) == t.argmax(1)).mean()

    def gradient(self, x, t):
        p = self.params
        a1 = x @ p["W1"] + p["b1"]
        z1 = sigmoid(a1)
        y = self.predict(x)
        dy = (y - t) / len(x)
        g = {"W2": z1.T @ dy, "b2": dy.sum(0)}
        dz = dy @ p["W2"].T * z1 * (1 - z1)
        g["W1"] = x.T @ dz
        g["b1"] = dz.sum(0)
        return g

    def train_step(self, x, t, learning_rate=0.1):
        for k, g in self.gradient(x, t).items():
            if k[0] == "W":
                self.params[k] -= learning_rate * g
