"""Activations in kept arrays: z becomes y = f(z), and dz is made from dy.

What the next step reads may be scattered, so the caller copies y there once. Those whose derivative
is simple in terms of y are written out; any other is called as it is.

NumPy takes the greater of two arrays several times as fast as that of an array and a number, so
the number is kept as an array.
"""

import numpy as np

from scratch import activations
from scratch.activations.linear import Linear
from scratch.activations.relu import Relu
from scratch.activations.sigmoid import Sigmoid
from scratch.activations.tanh import Tanh


class FusedLinear:
    """y = z."""

    def __init__(self, activation, arena, shape, dtype):
        pass

    def forward(self, z):
        """z is y."""

    def backward(self, dy, y, dz):
        """dz = dy; what is given back is dy itself."""
        return dy


class FusedRelu:
    """y = max(0, z)."""

    def __init__(self, activation, arena, shape, dtype):
        self.positive = arena.take(shape, bool)
        self.zero = arena.take(shape, dtype)
        self.zero[...] = 0

    def forward(self, z):
        """max(0, z)."""
        np.maximum(z, self.zero, out=z)

    def backward(self, dy, y, dz):
        """dz = dy where y > 0, else 0."""
        np.greater(y, 0, self.positive)
        return np.multiply(dy, self.positive, dz)


class FusedSigmoid:
    """y = 1 / (1 + e^{-z})."""

    def __init__(self, activation, arena, shape, dtype):
        self.one = np.ones((), dtype)
        # Where e^{-z} would overflow, y is as good as 0.
        self.least = arena.take(shape, dtype)
        self.least[...] = 1 - np.log(np.finfo(dtype).max)

    def forward(self, z):
        """1 / (1 + e^{-z}), relative to whose size the error is small for every z."""
        np.maximum(z, self.least, out=z)
        np.negative(z, z)
        np.exp(z, z)
        np.add(z, self.one, z)
        np.reciprocal(z, z)

    def backward(self, dy, y, dz):
        """dz = dy y (1 - y)."""
        np.subtract(self.one, y, dz)
        np.multiply(dz, y, dz)
        return np.multiply(dz, dy, dz)


class FusedTanh:
    """y = tanh(z)."""

    def __init__(self, activation, arena, shape, dtype):
        self.one = np.ones((), dtype)

    def forward(self, z):
        """tanh(z)."""
        np.tanh(z, z)

    def backward(self, dy, y, dz):
        """dz = dy (1 - y²)."""
        np.multiply(y, y, dz)
        np.subtract(self.one, dz, dz)
        return np.multiply(dz, dy, dz)


class Called:
    """Any other activation, called as it is."""

    def __init__(self, activation, arena, shape, dtype):
        self.activation = activation
        self.z = arena.take(shape, dtype)

    def forward(self, z):
        """f(z); what z was is kept for the way back."""
        np.copyto(self.z, z)
        np.copyto(z, self.activation(self.z))

    def backward(self, dy, y, dz):
        """dz = dy f'(z)."""
        return self.activation.backward(dy, self.z, y)


FUSED = {Linear: FusedLinear, Relu: FusedRelu, Sigmoid: FusedSigmoid, Tanh: FusedTanh}


def fused(activation, arena, shape, dtype):
    """The kernel of an activation for arrays of `shape`."""
    kind = FUSED.get(type(activation), Called)
    return kind(activations.get(activation), arena, shape, dtype)
