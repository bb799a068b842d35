"""Activations in kept arrays: z becomes y = f(z), and dz is made from dy.

What the next step reads may be scattered, so the caller copies y there once. Those whose derivative
is simple in terms of y are written out; any other is called as it is.

NumPy takes the greater of two arrays several times as fast as that of an array and a number, so
the number is kept as an array.
"""

import math

import numpy as np

from scratch import activations
from scratch.activations.linear import Linear
from scratch.activations.relu import Relu
from scratch.activations.sigmoid import Sigmoid
from scratch.activations.tanh import Tanh


class FusedLinear:
    """y = z.

    Attributes:
        passes: where dz is dy, and not 0; None for everywhere.
    """

    passes = None

    def __init__(self, activation, arena, shape, dtype):
        pass

    def forward(self, z):
        """z is y."""

    def backward(self, dy, y, dz):
        """dz = dy; what is given back is dy itself."""
        return dy


class FusedRelu:
    """y = max(0, z). Attributes: as in FusedLinear."""

    def __init__(self, activation, arena, shape, dtype):
        self.passes = arena.take(shape, bool)
        self.zero = zeros(shape, dtype)

    def forward(self, z):
        """max(0, z); where it is positive is noted while z is at hand."""
        np.maximum(z, self.zero, out=z)
        np.greater(z, 0, self.passes)

    def backward(self, dy, y, dz):
        """dz = dy where y > 0, else 0."""
        return np.multiply(dy, self.passes, dz)


class FusedSigmoid:
    """y = e^z / (1 + e^z)."""

    def __init__(self, activation, arena, shape, dtype):
        self.one = np.ones((), dtype)
        self.more, self.most = (arena.take(shape, dtype) for _ in range(2))
        # From here on y is 1 in this dtype, and some way further e^z would overflow.
        self.most[...] = np.log(np.finfo(dtype).max) - 1

    def forward(self, z):
        """e^z / (1 + e^z), relative to whose size the error is small for every z."""
        np.minimum(z, self.most, out=z)
        np.exp(z, z)
        np.add(z, self.one, self.more)
        np.divide(z, self.more, z)

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


def zeros(shape, dtype):
    """A part of the zeros of a dtype that all kernels share; it must not be written to."""
    size = math.prod(shape)
    if len(ZEROS.get(dtype, ())) < size:
        ZEROS[dtype] = np.zeros(size, dtype)
        ZEROS[dtype].flags.writeable = False
    return ZEROS[dtype][:size].reshape(shape)


ZEROS = {}
FUSED = {Linear: FusedLinear, Relu: FusedRelu, Sigmoid: FusedSigmoid, Tanh: FusedTanh}


def fused(activation, arena, shape, dtype):
    """The kernel of an activation for arrays of `shape`."""
    kind = FUSED.get(type(activation), Called)
    return kind(activations.get(activation), arena, shape, dtype)
