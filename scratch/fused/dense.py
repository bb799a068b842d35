"""Dense, its bias and its activation: y = f([x 1] [W; b]), one matrix product each way.

The ones stand in the input's own buffer, which the step before writes to; [W; b] is a part of the
flat parameters as it lies there. So neither the bias nor its gradient costs a pass of its own.
"""

import math

import numpy as np

from scratch.fused.activations import fused
from scratch.fused.products import product

WIDE = 1 << 21
"""Numbers of a kernel from which on dx^T = W dz^T is the faster: W^T is then far from the cache."""


class FusedDense:
    """The step of one Dense layer.

    Arguments:
        layer: the Dense.
        shape: of its input.
        memory: the plan's `Memory`.
        y: where the output is to be written, or None.
        batch_last: whether the step before writes arrays whose batch varies fastest, as the
            convolutions do; the input's buffer is then the transpose.
        x_is_read: whether the step before reads what it has written here on its way back. If not,
            dx may take its place, which is in the cache already.

    Attributes:
        x: where the input is to be written.
    """

    def __init__(self, layer, shape, memory, y, batch_last=False, x_is_read=False):
        self.layers = [layer]
        n, units, rows = shape[-1], layer.units, math.prod(shape[:-1])
        take, dtype = memory.arena.take, memory.dtype
        self.W, self.dW = memory.parameters.matrices(layer)
        columns = len(self.W)
        batch_last = batch_last and len(shape) == 2
        transposed = batch_last or n * units >= WIDE
        if batch_last:
            self.X = take((columns, rows), dtype).T
            self.dX = take((n, rows), dtype).T if x_is_read else self.X[:, :n]
        else:
            self.X = take((rows, columns), dtype)
            self.dX = take((n, rows), dtype).T if transposed else take((rows, n), dtype)
        self.X[:, n:] = 1
        self.x, self.dx = self.X[:, :n].reshape(shape), self.dX.reshape(shape)
        self.z, self.dz = take((rows, units), dtype), take((rows, units), dtype)
        self.z_as_y = self.z.reshape(*shape[:-1], units)
        # y's rows may lie apart, so that it has this shape alone.
        self.y = self.z_as_y if y is None else y
        self.activation = fused(layer.activation, memory.arena, (rows, units), dtype)
        self.multiply = product(self.X, self.W, self.z, memory.arena)
        self.multiply_dW = product(self.X.T, self.dz, self.dW, memory.arena)
        W = self.W[:n]
        self.dz_T = take((units, rows), dtype) if transposed else None
        if transposed:
            self.multiply_dX = product(W, self.dz_T, self.dX.T, memory.arena)
        else:
            self.multiply_dX = product(self.dz, W.T, self.dX, memory.arena)

    def forward(self, x, training=True):
        """y = f([x 1] [W; b])."""
        if x is not self.x:
            self.x[...] = x
        self.multiply()
        self.activation.forward(self.z)
        if self.y is not self.z_as_y:
            self.y[...] = self.z_as_y
        return self.y

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; [dW; db] = [x 1]^T dz."""
        if dy.ndim > 2:
            dy = dy.reshape(self.z.shape)
        dz = self.activation.backward(dy, self.z, self.dz)
        if dz is not self.dz:
            self.dz[...] = dz
        self.multiply_dW()
        if not wanted:
            return None
        if self.dz_T is not None:
            np.copyto(self.dz_T, self.dz.T)
        self.multiply_dX()
        return self.dx
