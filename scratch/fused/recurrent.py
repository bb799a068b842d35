"""What the fused recurrent layers share: dropout, time masks, and the products with W and U.

All that does not wait for a state is done for many steps at once: before the way through time
    z = (m ∘ x) W + b,
and after it
    [dW; db] = Σ [m ∘ x 1]^T da,   dx = m ∘ (da W^T),   dU = Σ (m ∘ h_{t-1})^T du,
where the first and the last are one product if nothing keeps them apart.

These products are shared among the threads. The way itself is one thread's, a `Walk`: its steps
are so small that several would wait for the interpreter's lock.
"""

from functools import partial

import numpy as np

from scratch.fused import threads
from scratch.fused.walk import as_rows, by_gate
from scratch.layers.recurrent_dropout import dropout_masks
from scratch.layers.time_mask import TimeMask

PROJECTED = 1 << 25
"""Multiplications with W in a block of steps: enough to be worth a helper's while, and few enough
that a walk has several blocks, one to be in while another is projected."""

SAMPLES_AT_ONCE = 4
"""Samples whose products are put in place together: they lie side by side there."""


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
        self.dWU = memory.parameters.matrices(layer, last="recurrent_kernel")[1]
        # A second bias, which belongs to the product with U: a GRU's.
        self.b_of_U, self.db_of_U = W[rows:], dW[rows:]
        self.U = layer.params["recurrent_kernel"]
        self.dU = memory.parameters.gradient(layer, "recurrent_kernel")
        # In memory by sample where each gate will drop inputs of its own, else by step: as it is
        # taken. Masks set from outside may be of the other kind, which takes a little longer.
        by_sample = layer.dropout and layer.recurrent_dropout
        order = (1, 0, 2) if by_sample else (0, 1, 2)
        outer = (batch, time) if by_sample else (time, batch)
        # [x 1 m∘h] in one array, where one product is to give the gradients of W, b and U.
        units = 0 if by_sample or not walk.du_is_da else layer.units
        self.XH = take((*outer, rows + units), dtype).transpose(order)
        self.X, self.H = self.XH[..., :rows], self.XH[..., rows:]
        self.X[..., n:] = 1
        self.dX = take((*outer, n), dtype).transpose(order)
        backwards = slice(None, None, -1 if layer.go_backwards else 1)
        self.x, self.dx = (array[backwards].swapaxes(0, 1) for array in (self.X[..., :n], self.dX))
        self.y = take(layer.output_shape(shape), dtype) if y is None else y
        self.walk = walk(self, memory)
        self.by_step = InputsByStep(self, memory)
        self.shares = [InputsByGate(self, part, memory) for part in threads.shares(batch, least=4)]

    def forward(self, x, training=True):
        """y, all steps or the last."""
        layer = self.layer
        if x is not self.x:
            np.copyto(self.x, x)
        keep = TimeMask(self.mask, self.x.shape[:2], layer.go_backwards).keep
        self.m, recurrent_mask = dropout_masks(layer, self.x) if training else (None, None)
        self.walk.begin(keep, recurrent_mask)
        if self.masks_differ:
            threads.fork_join(InputsByGate.project, self.shares)
            self.walk.ahead(self.walk.steps)
        else:
            self.by_step.ahead()
        if layer.return_sequences:
            np.copyto(self.y, self.walk.h[1:].swapaxes(0, 1))
        else:
            np.copyto(self.y, self.walk.h[-1])
        return self.y

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; fills the gradients of W, U and b."""
        dys, dy = (dy.swapaxes(0, 1), 0) if self.layer.return_sequences else (None, dy)
        self.walk.begin_back(dy)
        if self.masks_differ:
            self.walk.back(self.walk.steps, dys)
            back = partial(InputsByGate.project_back, wanted=wanted)
            threads.fork_join(back, self.shares)
            np.add.reduce([share.dW for share in self.shares], axis=0, out=self.dW)
            self.walk.collect_dU(self.dU)
        else:
            self.by_step.back(dys, wanted)
        np.copyto(self.db_of_U, self.walk.db_of_U)
        return self.dx if wanted else None

    @property
    def masks_differ(self):
        """Whether each gate has an input mask of its own."""
        return self.m is not None and self.m.ndim == 3


class InputsByStep:
    """z = (m ∘ x) W + b, where one m serves all gates, or nothing is dropped: in blocks of steps.

    What a block needs is projected while the walk is in the block before, and what goes back to
    its inputs while the walk is in the next: by a helper, if there is one.
    """

    def __init__(self, step, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.step = step
        time, batch, rows = step.X.shape
        self.n, width = step.dX.shape[2], step.walk.gates * step.walk.units
        some = max(1, PROJECTED // (batch * rows * width))
        self.blocks = [slice(i, min(i + some, time)) for i in range(0, time, some)]
        # Small products are the faster where their factors are small: W^T is cut in two.
        self.parts = 2 if self.n % 2 == 0 else 1
        self.W_T = take((self.parts, width, self.n // self.parts), dtype)
        self.dWU_of_block = take(step.dWU.shape, dtype)

    def ahead(self):
        """The way through time."""
        self.project(self.blocks[0])
        with threads.Aside() as aside:
            for block, following in zip(self.blocks, [*self.blocks[1:], None], strict=True):
                if following:
                    aside.start(self.project, following)
                self.step.walk.ahead(block)
                aside.wait()

    def project(self, steps):
        """z of some steps: many small products, which go straight to their places."""
        step, walk = self.step, self.step.walk
        if step.m is not None:
            x = step.X[steps, :, : self.n]
            np.multiply(x, step.m, x)
        np.matmul(step.X[steps, None], walk.W_half, out=walk.z[steps])

    def back(self, dys, wanted):
        """The way back; fills the gradients."""
        step = self.step
        one_product = step.H.size and len(step.walk.m_h) == 1
        self.inputs, self.sums = (step.XH, step.dWU) if one_product else (step.X, step.dW)
        self.sums[...] = 0
        if wanted:
            np.copyto(self.W_T, by_gate(step.W[: self.n].T, self.parts))
        project_back = partial(self.project_back, wanted=wanted)
        with threads.Aside() as aside:
            for block in reversed(self.blocks):
                step.walk.back(block, dys)
                aside.start(project_back, block)
        if not one_product:
            step.walk.collect_dU(step.dU)

    def project_back(self, steps, wanted):
        """[dW; db; dU] += Σ [m ∘ x 1 m ∘ h_{t-1}]^T da and dx = m ∘ (da W^T) of some steps."""
        step, da = self.step, self.step.walk.da[steps]
        inputs, of_block = self.inputs[steps], self.dWU_of_block[: len(self.sums)]
        if self.inputs is step.XH:
            np.copyto(step.H[steps], step.walk.m_h[0][steps])
        np.dot(as_rows(inputs).T, as_rows(da), out=of_block)
        np.add(self.sums, of_block, self.sums)
        if wanted:
            dx = step.dX[steps]
            np.matmul(da[:, None], self.W_T, out=by_gate(dx, self.parts))
            if step.m is not None:
                np.multiply(dx, step.m, dx)


class InputsByGate:
    """The same where each gate has its m: some samples, one after another, which one thread takes.

    What is dropped of a sample's inputs is the same at all its steps, so it is dropped from the
    kernel's rows, which are fewer.
    """

    def __init__(self, step, part, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.step, self.n = step, step.dX.shape[2]
        samples = range(part.start, part.stop)
        self.some = [
            samples[i : i + SAMPLES_AT_ONCE] for i in range(0, len(samples), SAMPLES_AT_ONCE)
        ]
        self.W, self.dW, self.dW_of_one = (take(step.W.shape, dtype) for _ in range(3))
        self.a = take((SAMPLES_AT_ONCE, len(step.X), step.W.shape[1]), dtype)
        # (time, gates, samples, units)
        self.a_as_z = by_gate(self.a, step.walk.gates).transpose(2, 1, 0, 3)

    def project(self):
        """z of these samples; those of several lie side by side, and are brought there at once."""
        step, z, W_half = self.step, self.step.walk.z, self.step.walk.W_half
        W = by_gate(self.W, len(W_half))
        W[:, self.n :] = W_half[:, self.n :]
        for some in self.some:
            for a, i in zip(self.a, some):
                np.multiply(W_half[:, : self.n], step.m[:, i, :, None], W[:, : self.n])
                np.matmul(step.X[:, i], self.W, out=a)
            np.copyto(z[:, :, some.start : some.stop], self.a_as_z[:, :, : len(some)])

    def project_back(self, wanted):
        """[dW; db] and dx of these samples."""
        step, dW = self.step, self.dW_of_one
        self.dW[...] = 0
        for some in self.some:
            of_some = step.walk.da[:, some.start : some.stop].swapaxes(0, 1)
            np.copyto(self.a[: len(some)], of_some)
            for da, i in zip(self.a, some):
                np.matmul(step.X[:, i].T, da, out=dW)
                self.mask(dW, i, dW)
                np.add(self.dW, dW, self.dW)
                if wanted:
                    self.mask(step.W, i, self.W)
                    np.matmul(da, self.W[: self.n].T, out=step.dX[:, i])

    def mask(self, W, i, out):
        """The kernel's rows of W, without what is dropped; `m` is (gates, batch, n)."""
        m = self.step.m[:, i].T[..., None]
        W, out = (array[: self.n].reshape(*m.shape[:2], -1) for array in (W, out))
        np.multiply(W, m, out)
