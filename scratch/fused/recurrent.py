"""What the fused recurrent layers share: the inputs' product, dropout, time masks, the weights.

Arrays have time in front, so that a step is a run of numbers, and all steps' products with the
kernel are done before the loop begins, one sample at a time: what is dropped of a sample's inputs
is the same at all its steps, so it is dropped from the kernel's rows, which are fewer. All that
can wait is done after the loop: dU and dW are products over all steps at once.

The batch is shared among the threads, each with buffers of its own: a `Lane`.
"""

from functools import partial

import numpy as np

from scratch.fused import threads
from scratch.layers.recurrent_dropout import dropout_masks
from scratch.layers.time_mask import TimeMask

BLOCK = 1 << 16
"""Numbers of which local derivatives are taken at once: still in the cache when they are used."""

FADE_EVERY = 8
"""Steps after which gradients that have vanished are looked for."""


class FusedRecurrent:
    """The step of one recurrent layer.

    Arguments:
        layer: an LSTM, a GRU or a SimpleRNN.
        lane: the class that walks through time with a part of the batch.
        shape: of the input, (batch, time, n).
        memory: the plan's `Memory`.
        y: where the output is to be written, or None.

    Attributes:
        x: where the input is to be written.
        mask: the time mask, which the plan sets.
    """

    def __init__(self, layer, lane, shape, memory, y):
        self.layer, self.layers, self.mask = layer, [layer], None
        batch, time, n = shape
        take, dtype = memory.arena.take, memory.dtype
        rows = n + layer.use_bias
        W, dW = memory.parameters.matrices(layer)
        self.W, self.dW = W[:rows], dW[:rows]
        # A second bias, which belongs to the product with U: a GRU's.
        self.b_of_U, self.db_of_U = W[rows:], dW[rows:]
        self.U, self.dU = layer.params["recurrent_kernel"], layer.grads["recurrent_kernel"]
        self.X = take((time, batch, rows), dtype)
        self.X[..., n:] = 1
        self.dX = take((time, batch, n), dtype)
        backwards = slice(None, None, -1 if layer.go_backwards else 1)
        self.x, self.dx = (array[backwards].swapaxes(0, 1) for array in (self.X[..., :n], self.dX))
        self.y = take(layer.output_shape(shape), dtype) if y is None else y
        self.lanes = [lane(self, part, memory) for part in threads.shares(batch, least=4)]

    def forward(self, x, training=True):
        """y, all steps or the last."""
        layer = self.layer
        if x is not self.x:
            np.copyto(self.x, x)
        keep = TimeMask(self.mask, self.x.shape[:2], layer.go_backwards).keep
        masks = dropout_masks(layer, self.x) if training else (None, None)
        for lane in self.lanes:
            lane.take_masks(keep, *masks)
        threads.fork_join(Lane.forward, self.lanes)
        return self.y

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; fills the gradients of W, U and b."""
        dx = self.dX if wanted else None
        threads.fork_join(partial(Lane.backward, dy=dy, dx=dx), self.lanes)
        np.copyto(self.dW, self.lanes[0].dW)
        np.copyto(self.dU, self.lanes[0].dU)
        np.copyto(self.db_of_U, self.lanes[0].db_of_U)
        for lane in self.lanes[1:]:
            self.dW += lane.dW
            self.dU += lane.dU
            self.db_of_U += lane.db_of_U
        return self.dx if wanted else None


class Lane:
    """The part of the batch that one thread walks through time with.

    Subclasses give `walk` and `walk_back`; they read and write
        z: (time, batch, G·units), first x W + b, then whatever the gates become,
        h: (time + 1, batch, units), the outputs, zeros first,
        da: (time, batch, G·units), the gradient of what the gates are applied to,
        du: the same for what the product with U adds; da itself unless the subclass has another.
    """

    sigmoid_gates = ()

    def __init__(self, step, part, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.step, self.part, self.take, self.dtype = step, part, take, dtype
        self.units, self.gates = step.layer.units, step.layer.gates
        time, n = step.X.shape[0], part.stop - part.start
        self.shape = time, n, self.units
        self.z, self.da = (take((time, n, self.gates * self.units), dtype) for _ in range(2))
        self.du, self.db_of_U = self.da, 0
        self.block = max(1, BLOCK // (n * self.gates * self.units))
        self.faded = np.finfo(dtype).tiny / np.finfo(dtype).eps
        self.h = take((time + 1, n, self.units), dtype)
        self.h[0] = 0
        self.W, self.W_of_one, self.dW_of_one, self.dW = (
            take(step.W.shape, dtype) for _ in range(4)
        )
        self.dU = take(step.U.shape, dtype)
        self.seen = take((self.gates, time, n, self.units), dtype)
        self.through_U = take((self.gates, n, self.units), dtype)
        self.back_through_U = take((self.gates, n, self.units), dtype)
        # σ(a) = (1 + tanh(a/2)) / 2: with the half in the weights, one tanh serves all gates.
        self.half = np.ones(self.gates * self.units, dtype)
        for gate in self.sigmoid_gates:
            self.half[gate * self.units : (gate + 1) * self.units] = 0.5
        self.shift = 1 - self.half
        self.shift[self.half == 1] = 0

    def take_masks(self, keep, input_mask, recurrent_mask):
        """What of this part's steps counts, and what is dropped."""
        part = self.part
        self.drop = None if keep is None else ~keep[:, part]
        self.input_mask = None
        if input_mask is not None:
            # (batch, n, gates or 1, 1), as it meets the rows of W, (n, gates, units).
            mask = input_mask[None] if input_mask.ndim == 2 else input_mask
            self.input_mask = np.ascontiguousarray(mask[:, part].transpose(1, 2, 0))[..., None]
        # The gates that see the same state are one product: all, or each has its own.
        self.m = None
        if recurrent_mask is not None:
            one = recurrent_mask.ndim == 2
            self.m = recurrent_mask[None, part] if one else recurrent_mask[:, part]
        groups = 1 if self.m is None else len(self.m)
        time, n, _ = self.shape
        U = self.step.U
        self.U_half = np.ascontiguousarray(grouped(U * self.half, groups))
        self.U_back = np.ascontiguousarray(grouped(U, groups).swapaxes(1, 2))
        self.hU = self.through_U.reshape(-1)[: n * U.shape[1]].reshape(groups, n, -1)
        self.dh_parts = self.back_through_U[:groups]
        self.m_h = self.h[None, :-1] if self.m is None else self.seen[:groups]
        self.z_groups, self.du_groups = (
            array.reshape(time, n, groups, -1).swapaxes(1, 2) for array in (self.z, self.du)
        )

    def forward(self):
        """y of this part."""
        self.project()
        self.walk()
        if self.step.layer.return_sequences:
            self.step.y[self.part] = self.h[1:].swapaxes(0, 1)
        else:
            self.step.y[self.part] = self.h[-1]

    def backward(self, dy, dx):
        """The gradients of this part; writes its share of dx, unless that is None."""
        dy = dy[self.part]
        sequences = self.step.layer.return_sequences
        self.walk_back(dy.swapaxes(0, 1) if sequences else None, None if sequences else dy)
        self.collect_dU()
        self.project_back(dx)

    def project(self):
        """z = (m ∘ x) W + b for all steps, sample by sample."""
        W, X = self.W, self.step.X[:, self.part]
        np.multiply(self.step.W, self.half, W)
        for i in range(self.shape[1]):
            np.matmul(X[:, i], self.masked(W, i), out=self.z[:, i])

    def masked(self, W, i):
        """W as sample i meets it: what is dropped of its inputs is dropped from the rows."""
        if self.input_mask is None:
            return W
        n = self.input_mask.shape[1]
        split = n, self.gates, self.units
        masked = self.W_of_one
        np.multiply(W[:n].reshape(split), self.input_mask[i], masked[:n].reshape(split))
        masked[n:] = W[n:]
        return masked

    def project_back(self, dx):
        """[dW; db] = Σ [x 1]^T da and dx = da W^T, sample by sample."""
        X, W, n = self.step.X[:, self.part], self.step.W, self.step.dX.shape[2]
        split = n, self.gates, self.units
        dW = self.dW_of_one
        self.dW[...] = 0
        for i in range(self.shape[1]):
            da = self.da[:, i]
            np.matmul(X[:, i].T, da, out=dW)
            if self.input_mask is not None:
                kernel = dW[:n].reshape(split)
                np.multiply(kernel, self.input_mask[i], kernel)
            np.add(self.dW, dW, self.dW)
            if dx is not None:
                np.matmul(da, self.masked(W, i)[:n].T, out=dx[:, self.part.start + i])

    def collect_dU(self):
        """dU = Σ (m ∘ h_{t-1})^T du, over all steps and samples."""
        groups, rows = len(self.hU), self.shape[0] * self.shape[1]
        du, dU = self.du.reshape(rows, groups, -1), self.dU.reshape(self.units, groups, -1)
        for g in range(groups):
            h = self.m_h[g].reshape(rows, self.units)
            np.matmul(h.T, du[:, g], out=dU[:, g])

    def multiply_by_U(self, t):
        """hU = (m ∘ h_{t-1}) U."""
        if self.m is not None:
            np.multiply(self.h[t], self.m, self.m_h[:, t])
        np.matmul(self.m_h[:, t], self.U_half, out=self.hU)

    def recur(self, t):
        """z_t += (m ∘ h_{t-1}) U."""
        self.multiply_by_U(t)
        np.add(self.z_groups[t], self.hU, self.z_groups[t])

    def prepare(self, t):
        """Call `derive` for the block of steps that ends with t, where one does."""
        if (t + 1) % self.block == 0 or t == self.shape[0] - 1:
            self.derive(slice(t // self.block * self.block, t + 1))

    def let_fade(self, t, *gradients):
        """Gradients that have vanished on the way back in time become 0.

        Else they would become subnormal numbers, of which a product takes many times as long.
        """
        if t % FADE_EVERY == 0:
            for gradient in gradients:
                gradient[np.abs(gradient) < self.faded] = 0

    def recur_back(self, t, dh):
        """dh = m ∘ du_t U^T."""
        parts = self.dh_parts
        np.matmul(self.du_groups[t], self.U_back, out=parts)
        if self.m is not None:
            np.multiply(parts, self.m, parts)
        np.add.reduce(parts, axis=0, out=dh)


def grouped(U, groups):
    """U's columns in so many parts: (groups, units, columns of one)."""
    return U.reshape(len(U), groups, -1).swapaxes(0, 1)
