"""What the fused recurrent layers share: dropout, time masks, and the products with W and U.

Time is cut into blocks of steps. All of a block that does not wait for a state is done at once:
before the way through its steps
    z_g = (m_g ∘ x) W_g + b_g,
and after the way back through them
    [dW_g; db_g] += Σ [m_g ∘ x 1]^T da_g,   dU_g += Σ (m_g ∘ h_{t-1})^T du_g,
    dx = Σ_g m_g ∘ (da_g W_g^T),
for each gate g, where a mask m may be one for all gates. What a block needs is still in the cache
when it is used.

The way itself is one thread's, a `Walk`: its steps are so small that several would wait for the
interpreter's lock. A helper, if there is one, projects the inputs of the next block meanwhile, and
sums the gradients of the block before.
"""

from math import ceil

import numpy as np

from scratch.fused import threads
from scratch.fused.products import multiply
from scratch.fused.walk import by_gate
from scratch.layers.recurrent_dropout import dropout_masks
from scratch.layers.time_mask import TimeMask

BLOCK = 1 << 17
"""Numbers of the gates of a block: few enough for the cache, and worth the calls of a block."""


class FusedRecurrent:
    """The step of one recurrent layer.

    Arguments:
        layer: an LSTM, a GRU or a SimpleRNN.
        walk: the class that walks through time.
        shape: of the input, (batch, time, n).
        memory: the plan's `Memory`.
        y: where the output is to be written, or None.

    Attributes:
        x: where the input is to be written.
        mask: the time mask, which the plan sets.
        X: [x 1], (time, batch, n + 1), in the order of the steps; without the ones if b is missing.
    """

    def __init__(self, layer, walk, shape, memory, y):
        self.layer, self.layers, self.mask = layer, [layer], None
        batch, time, n = shape
        gates, units, take, dtype = layer.gates, layer.units, memory.arena.take, memory.dtype
        rows = n + layer.use_bias
        W, dW = memory.parameters.matrices(layer)
        self.W, self.dW = W[:rows], dW[:rows]
        # A second bias, which belongs to the product with U: a GRU's.
        self.b_of_U, self.db_of_U = W[rows:], dW[rows:]
        self.U = layer.params["recurrent_kernel"]
        self.dU = memory.parameters.gradient(layer, "recurrent_kernel")
        self.X, self.dX = take((time, batch, rows), dtype), take((time, batch, n), dtype)
        self.X[..., n:] = 1
        backwards = slice(None, None, -1 if layer.go_backwards else 1)
        self.x, self.dx = (array[backwards].swapaxes(0, 1) for array in (self.X[..., :n], self.dX))
        self.y = take(layer.output_shape(shape), dtype) if y is None else y
        blocks = ceil(time / max(1, BLOCK // (batch * gates * units)))
        some = ceil(time / blocks)
        self.blocks = [slice(i, min(i + some, time)) for i in range(0, time, some)]
        self.walk = walk(self, some, memory)
        self.seen_x, self.seen_h = (
            Seen(gates, (some, batch, columns), memory) for columns in (rows, units)
        )
        self.m_of_dx = take((gates, some, batch, n), dtype)
        self.dx_parts = take(self.m_of_dx.shape, dtype)
        self.W_T = take((gates, 1, units, n), dtype)
        self.dW_by_gate, self.dW_of_block, self.dU_by_gate, self.dU_of_block = (
            take((gates, k, units), dtype) for k in (rows, rows, units, units)
        )

    def forward(self, x, training=True):
        """y, all steps or the last."""
        layer = self.layer
        if x is not self.x:
            np.copyto(self.x, x)
        keep = TimeMask(self.mask, self.x.shape[:2], layer.go_backwards).keep
        self.m, m_of_h = dropout_masks(layer, self.x) if training else (None, None)
        self.seen_x.begin(self.m)
        self.seen_h.begin(m_of_h)
        self.walk.begin(keep, m_of_h)
        self.project(self.blocks[0])
        with threads.Aside() as aside:
            for block, following in zip(self.blocks, [*self.blocks[1:], None], strict=True):
                if following:
                    aside.start(self.project, following)
                self.walk.ahead(block)
                aside.wait()
        h = self.walk.h
        np.copyto(self.y, h[1:].swapaxes(0, 1) if layer.return_sequences else h[-1])
        return self.y

    def project(self, block):
        """z of some steps, straight to its place."""
        seen, z = self.seen_x.of(self.X[block]), self.walk.z[block]
        np.matmul(seen, self.walk.W_half[:, None], out=z.swapaxes(0, 1))

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; fills the gradients of W, U and b."""
        dys, dy = (dy.swapaxes(0, 1), 0) if self.layer.return_sequences else (None, dy)
        self.walk.begin_back(dy)
        for array in (self.dW_by_gate, self.dU_by_gate, self.db_of_U):
            array[...] = 0
        if wanted:
            self.begin_dx()
        with threads.Aside() as aside:
            for block in reversed(self.blocks):
                aside.wait(but=len(self.walk.rooms) - 1)
                da, du = self.walk.back(block, dys)
                aside.start(self.sum_gradients, (block, da, du))
                if wanted:
                    self.put_dx(block, da)
        for total, array in ((self.dW_by_gate, self.dW), (self.dU_by_gate, self.dU)):
            np.copyto(by_gate(array, len(total)), total)
        return self.dx if wanted else None

    def sum_gradients(self, of_block):
        """Adds what a block gives to the gradients of W, U and the biases."""
        block, da, du = of_block
        x, h = self.seen_x.of(self.X[block]), self.seen_h.of(self.walk.h[block])
        for seen, d, part, total in (
            (x, da, self.dW_of_block, self.dW_by_gate),
            (h, du, self.dU_of_block, self.dU_by_gate),
        ):
            multiply(as_rows(seen).swapaxes(1, 2), as_rows(d), part)
            np.add(total, part, total)
        if self.db_of_U.size:
            self.db_of_U += du.sum(axis=(1, 2)).reshape(self.db_of_U.shape)

    def begin_dx(self):
        """W^T and the masks, as they lie best for dx."""
        n = self.dX.shape[-1]
        np.copyto(self.W_T[:, 0], by_gate(self.W[:n], len(self.W_T)).swapaxes(1, 2))
        if self.masks_differ:
            self.m_of_dx[...] = self.m[:, None]

    def put_dx(self, block, da):
        """dx of some steps."""
        dx = self.dX[block]
        parts = self.dx_parts[:, : len(dx)]
        np.matmul(da, self.W_T, out=parts)
        if self.masks_differ:
            np.multiply(parts, self.m_of_dx[:, : len(dx)], parts)
        np.add.reduce(parts, axis=0, out=dx)
        if self.m is not None and not self.masks_differ:
            np.multiply(dx, self.m, dx)

    @property
    def masks_differ(self):
        """Whether each gate has an input mask of its own."""
        return self.m is not None and self.m.ndim == 3


class Seen:
    """m ∘ x for some steps of x: one for all gates, or one for each.

    Arguments:
        gates: how many.
        shape: of as many steps as there may be; m may have fewer columns: the others are kept.
    """

    def __init__(self, gates, shape, memory):
        self.m, self.seen = (memory.arena.take((gates, *shape), memory.dtype) for _ in range(2))

    def begin(self, m):
        """The mask, which is put beside every step: arrays of one shape are the faster."""
        self.runs = 0 if m is None else len(m) if m.ndim == 3 else 1
        if self.runs:
            self.m[: self.runs, ..., : m.shape[-1]] = m.reshape(self.runs, 1, *m.shape[-2:])
            self.m[: self.runs, ..., m.shape[-1] :] = 1

    def of(self, x):
        """(gates or 1, steps, batch, columns): what is seen of x, (steps, batch, columns)."""
        if not self.runs:
            return x[None]
        for m, seen in zip(self.m[: self.runs], self.seen):
            np.multiply(x, m[: len(x)], seen[: len(x)])
        return self.seen[: self.runs, : len(x)]


def as_rows(array):
    """(gates, steps, batch, columns) as a matrix a gate."""
    return array.reshape(len(array), -1, array.shape[-1])
