r"""One neuron: y = σ(w · x + b), a weighted sum of the inputs through a sigmoid.

Sources: McCulloch and Pitts 1943; Rosenblatt, "The Perceptron", 1958; with the sigmoid:
Rumelhart, Hinton, Williams 1986.
"""

import numpy as np

from scratch.activations import sigmoid
from scratch.validation import floats, reject, same_shape


class Neuron:
    r"""One output for each sample, in (0, 1).

    Shapes: x (samples, inputs), weights (inputs,), bias (), y (samples,).

    Gradients, with dz = dL/dy · y (1 - y) and the sums over the samples:
        dL/dw = Σ dz x,   dL/db = Σ dz,   dL/dx = dz w

    >>> neuron = Neuron(np.array([1.0, -1.0]), bias=0.5)
    >>> neuron.forward(np.array([[0.25, 0.75], [1.0, 1.5]]))
    array([0.5, 0.5])
    >>> neuron.backward(np.array([4.0, 8.0])).tolist()
    [[1.0, -1.0], [2.0, -2.0]]
    """

    def __init__(self, weights, bias=0.0):
        self.weights = floats("weights", weights, rank=1)
        self.bias = floats("bias", bias, rank=0)

    def forward(self, x):
        """y = σ(w · x + b)."""
        self.x = floats("x", x, rank=2)
        if self.x.shape[1] != len(self.weights):
            reject(
                "x", f"an array of {len(self.weights)} columns, as there are weights", self.x.shape
            )
        self.y = sigmoid(self.x @ self.weights + self.bias)
        return self.y

    def backward(self, dy):
        """dL/dx; keeps dL/dw in `weights_grad` and dL/db in `bias_grad`."""
        dy = same_shape("dy", floats("dy", dy), self.y.shape, "the output")
        dz = dy * self.y * (1 - self.y)
        self.weights_grad = dz @ self.x
        self.bias_grad = dz.sum()
        return np.outer(dz, self.weights)


def neuron(x, weights, bias, dy):
    """The neuron's output and its gradients for the upstream gradient dy."""
    cell = Neuron(weights, bias)
    y, dx = cell.forward(x), cell.backward(dy)
    return {
        "output": y,
        "grad:x": dx,
        "grad:weights": cell.weights_grad,
        "grad:bias": cell.bias_grad,
    }
