"""Dense, its bias and its activation: y = f([x 1] [W; b]), one matrix product each way.

The ones stand in the input's own buffer, which the step before writes to; [W; b] is a part of the
flat parameters as it lies there. So neither the bias nor its gradient costs a pass of its own.
"""

import math

import numpy as np

from scratch.fused.activations import fused
from scratch.fused.products import multiply


class FusedDense:
    """The step of one Dense layer.

    Arguments:
        layer: the Dense.
        shape: of its input.
        memory: the plan's `Memory`.
        y: where the output is to be written, or None.
        batch_last: whether the step before writes arrays whose batch varies fastest, as the
            convolutions do; the input's buffer is then the transpose.

    Attributes:
        x: where the input is to be written.
    """

    def __init__(self, layer, shape, memory, y, batch_last=False):
        self.layers = [layer]
        n, units, rows = shape[-1], layer.units, math.prod(shape[:-1])
        take, dtype = memory.arena.take, memory.dtype
        self.W, self.dW = memory.parameters.matrices(layer)
        columns = len(self.W)
        self.batch_last = batch_last and len(shape) == 2
        if self.batch_last:
            self.X, self.dX = take((columns, rows), dtype).T, take((n, rows), dtype).T
        else:
            self.X, self.dX = take((rows, columns), dtype), take((rows, n), dtype)
        self.X[:, n:] = 1
        self.x, self.dx = self.X[:, :n].reshape(shape), self.dX.reshape(shape)
        self.X_T, self.W_T = self.X.T, self.W[:n].T
        self.z, self.dz = take((rows, units), dtype), take((rows, units), dtype)
        self.y = self.z if y is None else y.reshape(rows, units)
        self.returned = self.z.reshape(*shape[:-1], units) if y is None else y
        self.activation = fused(layer.activation, memory.arena, (rows, units), dtype)

    def forward(self, x, training=True):
        """y = f([x 1] [W; b])."""
        if x is not self.x:
            np.copyto(self.x, x)
        multiply(self.X, self.W, self.z)
        self.activation.forward(self.z)
        if self.y is not self.z:
            np.copyto(self.y, self.z)
        return self.returned

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; [dW; db] = [x 1]^T dz."""
        if dy.ndim > 2:
            dy = dy.reshape(self.z.shape)
        dz = self.activation.backward(dy, self.z, self.dz)
        multiply(self.X_T, dz, self.dW)
        if not wanted:
            return None
        if self.batch_last:
            multiply(self.W_T.T, dz.T, self.dX.T)
        else:
            multiply(dz, self.W_T, self.dX)
        return self.dx
