"""The way through time that the fused recurrent layers share: what waits for a state.

At each step, ahead z_t += (m ∘ h_{t-1}) U, and back dh = m ∘ (du_t U^T). Each gate of a step is a
run of numbers, (gates, batch, units), and what it meets has its shape wherever that can be: for so
few numbers NumPy takes three times as long where it must repeat or skip some. In da and du every
step of every sample is a row, with the gates beside each other as they are in the kernels.
"""

import numpy as np

BLOCK = 1 << 16
"""Numbers of which local derivatives are taken at once: still in the cache when they are used."""

FADE_EVERY = 8
"""Steps after which gradients that have vanished are looked for."""


class Walk:
    """The way through time.

    Subclasses give `ahead`, `back` and `derive`; they read and write
        z: (time, gates, batch, units), first x W + b, then whatever the gates become,
        h: (time + 1, batch, units), the outputs, zeros first,
        by: (gates, steps of a block, batch, units), what local derivatives are left in,
        da: (time, batch, gates·units), the gradient of what the gates are applied to,
        du: the same for what the product with U adds; da itself unless there is another.
    """

    sigmoid_gates = ()
    du_is_da = True

    def __init__(self, step, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.step, self.take, self.dtype = step, take, dtype
        self.units, self.gates = step.layer.units, step.layer.gates
        time, n = step.X.shape[:2]
        of_one = self.gates, n, self.units
        self.shape, self.steps = (time, n, self.units), slice(0, time)
        self.da = self.du = take((time, n, self.gates * self.units), dtype)
        self.db_of_U = 0
        self.z = take((time, *of_one), dtype)
        self.block = max(1, BLOCK // (n * self.gates * self.units))
        self.by = take((self.gates, min(self.block, time), n, self.units), dtype)
        self.faded = np.finfo(dtype).tiny / np.finfo(dtype).eps
        self.h = take((time + 1, n, self.units), dtype)
        self.h[0] = 0
        self.seen = take((self.gates, *self.shape), dtype)
        self.dh, self.dh_past = (take((n, self.units), dtype) for _ in range(2))
        self.hU, self.dh_parts, self.half, self.shift = (take(of_one, dtype) for _ in range(4))
        # σ(a) = (1 + tanh(a/2)) / 2: with the half in the weights, one tanh serves all gates.
        self.half[...], self.shift[...] = 1, 0
        for gate in self.sigmoid_gates:
            self.half[gate], self.shift[gate] = 0.5, 0.5
        self.W_half, self.U_half = (
            take((self.gates, len(K), self.units), dtype) for K in (step.W, step.U)
        )

    def begin(self, keep, m):
        """What of the steps counts, what is dropped of the states, and the weights as they are."""
        self.drop = None if keep is None else ~keep
        # One for all gates, or each has its own.
        self.m = m[None] if m is not None and m.ndim == 2 else m
        self.m_h = self.h[None, :-1] if m is None else self.seen[: len(self.m)]
        half = self.half[:, :1, :1]
        W, U = (by_gate(array, self.gates) for array in (self.step.W, self.step.U))
        np.multiply(W, half, self.W_half)
        np.multiply(U, half, self.U_half)
        self.masks_differ = m is not None and m.ndim == 3
        self.U_back = np.ascontiguousarray(U.swapaxes(1, 2))

    def begin_back(self, dy):
        """dL/dy of the last step, if it is the only one that is given out."""
        self.dh[...] = dy

    def multiply_by_U(self, t):
        """hU = (m ∘ h_{t-1}) U."""
        if self.m is not None:
            for m, m_h in zip(self.m, self.m_h):
                np.multiply(self.h[t], m, m_h[t])
        np.matmul(self.m_h[:, t], self.U_half, out=self.hU)

    def recur(self, t):
        """z_t += (m ∘ h_{t-1}) U; z_t is given back."""
        self.multiply_by_U(t)
        return np.add(self.z[t], self.hU, self.z[t])

    def prepare(self, t):
        """What dh or dc is multiplied with at step t; known for a block of steps at once."""
        first = t // self.block * self.block
        if t == first + self.block - 1 or t == self.shape[0] - 1:
            self.derive(slice(first, t + 1), self.by[:, : t + 1 - first])
        return self.by[:, t - first]

    def let_fade(self, t, *gradients):
        """Gradients that have vanished on the way back in time become 0.

        Else they would become subnormal numbers, of which a product takes many times as long.
        """
        if t % FADE_EVERY == 0:
            for gradient in gradients:
                gradient[np.abs(gradient) < self.faded] = 0

    def recur_back(self, t, du, dh):
        """du_t, which comes gate by gate, goes to its place; dh = m ∘ (du_t U^T), summed."""
        np.copyto(by_gate(self.du[t], self.gates), du)
        if not self.masks_differ:
            np.dot(self.du[t], self.U_back.reshape(-1, self.units), out=dh)
            if self.m is not None:
                np.multiply(dh, self.m[0], dh)
        else:
            np.matmul(du, self.U_back, out=self.dh_parts)
            np.multiply(self.dh_parts, self.m, self.dh_parts)
            np.add.reduce(self.dh_parts, axis=0, out=dh)

    def collect_dU(self, dU):
        """dU = Σ (m ∘ h_{t-1})^T du, over all steps and samples."""
        runs = len(self.m_h)
        du, dU = (by_gate(as_rows(array), runs) for array in (self.du, dU))
        for h, du_run, dU_run in zip(self.m_h, du, dU, strict=True):
            np.matmul(h.reshape(-1, self.units).T, du_run, out=dU_run)


def as_rows(array):
    """(..., columns) as a matrix."""
    return array.reshape(-1, array.shape[-1])


def by_gate(array, gates):
    """(..., rows, gates·units) seen as (..., gates, rows, units)."""
    return array.reshape(*array.shape[:-1], gates, -1).swapaxes(-2, -3)
