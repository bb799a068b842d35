"""What the fused recurrent layers share: the inputs' product, dropout, time masks, the weights.

On the way ahead all gates of a step are a run of numbers; what is a factor of a product over all
steps has the gates in front. All steps' products with the kernel are done before the loop begins,
one sample at a time: what is dropped of a sample's inputs is the same at all its steps, so it is
dropped from the kernel's rows, which are fewer. All that can wait is done after the loop: dU and
dW are products over all steps at once.

The products before and after the loop are shared among the threads. The loop itself is one
thread's, a `Walk`: its steps are so small that several would wait for the interpreter's lock.
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
        walk: the class that walks through time.
        shape: of the input, (batch, time, n).
        memory: the plan's `Memory`.
        y: where the output is to be written, or None.

    Attributes:
        x: where the input is to be written.
        mask: the time mask, which the plan sets.
    """

    def __init__(self, layer, walk, shape, memory, y):
        self.layer, self.layers, self.mask = layer, [layer], None
        batch, time, n = shape
        take, dtype = memory.arena.take, memory.dtype
        rows = n + layer.use_bias
        W, dW = memory.parameters.matrices(layer)
        self.W, self.dW = W[:rows], dW[:rows]
        # A second bias, which belongs to the product with U: a GRU's.
        self.b_of_U, self.db_of_U = W[rows:], dW[rows:]
        self.U, self.dU = layer.params["recurrent_kernel"], layer.grads["recurrent_kernel"]
        self.X = take((batch, time, rows), dtype)
        self.X[..., n:] = 1
        self.dX = take((batch, time, n), dtype)
        backwards = slice(None, None, -1 if layer.go_backwards else 1)
        self.x, self.dx = (array[:, backwards] for array in (self.X[..., :n], self.dX))
        self.y = take(layer.output_shape(shape), dtype) if y is None else y
        self.walk = walk(self, memory)
        self.shares = [Share(self, part, memory) for part in threads.shares(batch, least=4)]

    def forward(self, x, training=True):
        """y, all steps or the last."""
        layer = self.layer
        if x is not self.x:
            np.copyto(self.x, x)
        keep = TimeMask(self.mask, self.x.shape[:2], layer.go_backwards).keep
        masks = dropout_masks(layer, self.x) if training else (None, None)
        self.walk.take_masks(keep, *masks)
        threads.fork_join(Share.project, self.shares)
        self.walk.ahead()
        if layer.return_sequences:
            np.copyto(self.y, self.walk.h[1:].swapaxes(0, 1))
        else:
            np.copyto(self.y, self.walk.h[-1])
        return self.y

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; fills the gradients of W, U and b."""
        sequences = self.layer.return_sequences
        self.walk.back(dy.swapaxes(0, 1) if sequences else None, None if sequences else dy)
        threads.fork_join(partial(Share.project_back, dx=self.dX if wanted else None), self.shares)
        np.add.reduce([share.dW for share in self.shares], axis=0, out=self.dW)
        self.walk.collect_dU(self.dU)
        np.copyto(self.db_of_U, self.walk.db_of_U)
        return self.dx if wanted else None


class Walk:
    """The way through time.

    Subclasses give `ahead` and `back`; they read and write
        z: (time, gates, batch, units), first x W + b, then whatever the gates become,
        h: (time + 1, batch, units), the outputs, zeros first,
        da: (gates, time, batch, units), the gradient of what the gates are applied to,
        du: the same for what the product with U adds; da itself unless the subclass has another.
    """

    sigmoid_gates = ()

    def __init__(self, step, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.step, self.take, self.dtype = step, take, dtype
        self.units, self.gates = step.layer.units, step.layer.gates
        n, time = step.X.shape[:2]
        self.shape = time, n, self.units
        self.z = take((time, self.gates, n, self.units), dtype)
        self.da = take((self.gates, *self.shape), dtype)
        self.du, self.db_of_U = self.da, 0
        self.block = max(1, BLOCK // (n * self.gates * self.units))
        self.faded = np.finfo(dtype).tiny / np.finfo(dtype).eps
        self.h = take((time + 1, n, self.units), dtype)
        self.h[0] = 0
        self.seen = take((self.gates, *self.shape), dtype)
        self.hU, self.dh_parts = (take((self.gates, n, self.units), dtype) for _ in range(2))
        # σ(a) = (1 + tanh(a/2)) / 2: with the half in the weights, one tanh serves all gates.
        self.half = np.ones((self.gates, 1, 1), dtype)
        self.half[list(self.sigmoid_gates)] = 0.5
        self.shift = np.where(self.half == 1, 0, self.half)
        self.W_half = take(step.W.shape, dtype)

    def take_masks(self, keep, input_mask, recurrent_mask):
        """What of the steps counts, what is dropped, and the weights as they are now."""
        self.drop = None if keep is None else ~keep
        self.input_mask = None
        if input_mask is not None:
            # (batch, n, gates or 1, 1), as it meets the rows of W, (n, gates, units).
            mask = input_mask[None] if input_mask.ndim == 2 else input_mask
            self.input_mask = np.ascontiguousarray(mask.transpose(1, 2, 0))[..., None]
        # One for all gates, or each has its own.
        self.m = recurrent_mask
        if recurrent_mask is not None and recurrent_mask.ndim == 2:
            self.m = recurrent_mask[None]
        self.m_h = self.h[None, :-1] if self.m is None else self.seen[: len(self.m)]
        W, U = by_gate(self.step.W, self.gates), by_gate(self.step.U, self.gates)
        np.multiply(W, self.half, by_gate(self.W_half, self.gates))
        self.U_half = U * self.half
        self.U_back = np.ascontiguousarray(U.swapaxes(1, 2))

    def multiply_by_U(self, t):
        """hU = (m ∘ h_{t-1}) U."""
        if self.m is not None:
            np.multiply(self.h[t], self.m, self.m_h[:, t])
        np.matmul(self.m_h[:, t], self.U_half, out=self.hU)

    def recur(self, t):
        """z_t += (m ∘ h_{t-1}) U."""
        self.multiply_by_U(t)
        np.add(self.z[t], self.hU, self.z[t])

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
        np.matmul(self.du[:, t], self.U_back, out=parts)
        if self.m is not None:
            np.multiply(parts, self.m, parts)
        np.add.reduce(parts, axis=0, out=dh)

    def collect_dU(self, dU):
        """dU = Σ (m ∘ h_{t-1})^T du, over all steps and samples."""
        seen = np.broadcast_to(self.m_h, self.du.shape)
        for h, du, dU_gate in zip(seen, self.du, by_gate(dU, self.gates), strict=True):
            h, du = h.reshape(-1, self.units), du.reshape(-1, self.units)
            np.matmul(h.T, du, out=dU_gate)


class Share:
    """The part of the batch whose inputs one thread multiplies with the kernel, and back."""

    def __init__(self, step, part, memory):
        self.step, self.samples = step, range(part.start, part.stop)
        self.W_of_one, self.dW_of_one, self.dW = (
            memory.arena.take(step.W.shape, memory.dtype) for _ in range(3)
        )
        walk = step.walk
        time, _, units = walk.shape
        self.a = memory.arena.take((time, walk.gates * units), memory.dtype)
        self.a_by_gate = by_gate(self.a, walk.gates)

    def project(self):
        """z = (m ∘ x) W + b for all steps, sample by sample."""
        walk, X = self.step.walk, self.step.X
        for i in self.samples:
            np.matmul(X[i], self.masked(walk.W_half, i), out=self.a)
            np.copyto(walk.z[:, :, i].swapaxes(0, 1), self.a_by_gate)

    def project_back(self, dx):
        """[dW; db] = Σ [x 1]^T da and dx = da W^T, sample by sample."""
        X, W, dW = self.step.X, self.step.W, self.dW_of_one
        self.dW[...] = 0
        for i in self.samples:
            np.copyto(self.a_by_gate, self.step.walk.da[:, :, i])
            np.matmul(X[i].T, self.a, out=dW)
            self.mask(dW, i, dW)
            np.add(self.dW, dW, self.dW)
            if dx is not None:
                np.matmul(self.a, self.masked(W, i)[: dx.shape[2]].T, out=dx[i])

    def masked(self, W, i):
        """W as sample i meets it: what is dropped of its inputs is dropped from the rows."""
        if self.step.walk.input_mask is None:
            return W
        self.mask(W, i, self.W_of_one)
        n = self.step.dX.shape[2]
        self.W_of_one[n:] = W[n:]
        return self.W_of_one

    def mask(self, W, i, out):
        """The kernel's rows of W, without what is dropped, where anything is."""
        walk, n = self.step.walk, self.step.dX.shape[2]
        if walk.input_mask is not None:
            split = n, walk.gates, walk.units
            np.multiply(W[:n].reshape(split), walk.input_mask[i], out[:n].reshape(split))


def by_gate(a, gates):
    """(rows, gates·units) seen as (gates, rows, units)."""
    return a.reshape(len(a), gates, -1).swapaxes(0, 1)
