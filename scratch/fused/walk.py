"""The way through time that the fused recurrent layers share: what waits for a state.

At each step, ahead z_t += (m ∘ h_{t-1}) U, and back dh = m ∘ (du_t U^T). Each gate of a step is a
run of numbers, (gates, batch, units), and what it meets has its shape wherever that can be: for so
few numbers NumPy takes two or three times as long where it must repeat or skip some.
"""

from dataclasses import dataclass

import numpy as np

from scratch.fused import threads

FADE_EVERY = 8
"""Steps after which gradients that have vanished are looked for."""


@dataclass
class Room:
    """What is left of a block of steps, (gates, steps, batch, units) each; see `Walk`."""

    da: np.ndarray
    du: np.ndarray


class Walk:
    """The way through time.

    Subclasses give `ahead`, `back_through` and `derive`; they read and write
        z: (time, gates, batch, units), first x W + b, then whatever the gates become,
        h: (time + 1, batch, units), the outputs, zeros first,
    and, in a `Room`, for a block of steps
        da: (gates, steps, batch, units), first what local derivatives are left in, then the
            gradient of what the gates are applied to,
        du: the same for what the product with U adds; da itself unless there is another.

    Arguments:
        step: the FusedRecurrent.
        some: steps of a block, at most.
        memory: the plan's `Memory`.
    """

    sigmoid_gates = ()
    du_is_da = True

    def __init__(self, step, some, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.step, self.take, self.dtype = step, take, dtype
        self.units, self.gates = step.layer.units, step.layer.gates
        time, n = step.X.shape[:2]
        of_one, of_block = (self.gates, n, self.units), (self.gates, some, n, self.units)
        self.shape = time, n, self.units
        self.z = take((time, *of_one), dtype)
        # While a helper reads what one block gave, the next one is written.
        self.rooms = [
            Room(da, da if self.du_is_da else take(of_block, dtype))
            for da in (take(of_block, dtype) for _ in range(min(2, threads.count)))
        ]
        self.faded = np.finfo(dtype).tiny / np.finfo(dtype).eps
        self.size, self.small = (take((n, self.units), kind) for kind in (dtype, bool))
        self.h = take((time + 1, n, self.units), dtype)
        self.h[0] = 0
        self.dh, self.dh_past = (take((n, self.units), dtype) for _ in range(2))
        self.m, self.m_h, self.hU, self.dh_parts, self.half, self.shift = (
            take(of_one, dtype) for _ in range(6)
        )
        # σ(a) = (1 + tanh(a/2)) / 2: with the half in the weights, one tanh serves all gates.
        self.half[...], self.shift[...] = 1, 0
        for gate in self.sigmoid_gates:
            self.half[gate], self.shift[gate] = 0.5, 0.5
        self.W_half, self.U_half, self.U_T = (
            take((self.gates, len(K), self.units), dtype) for K in (step.W, step.U, step.U)
        )

    def begin(self, keep, m):
        """What of the steps counts, what is dropped of the states, and the weights as they are."""
        self.drop = None if keep is None else ~keep
        self.masked = m is not None
        if self.masked:
            self.m[...] = m
        half = self.half[:, :1, :1]
        W, U = (by_gate(array, self.gates) for array in (self.step.W, self.step.U))
        np.multiply(W, half, self.W_half)
        np.multiply(U, half, self.U_half)
        np.copyto(self.U_T, U.swapaxes(1, 2))

    def multiply_by_U(self, h):
        """hU = (m ∘ h) U."""
        if self.masked:
            h = np.multiply(h, self.m, self.m_h)
        np.matmul(h, self.U_half, out=self.hU)

    def recur(self, z, h):
        """z += (m ∘ h) U; z is given back."""
        self.multiply_by_U(h)
        return np.add(z, self.hU, z)

    def begin_back(self, dy):
        """dL/dy of the last step, if it is the only one that is given out."""
        self.dh[...] = dy

    def back(self, block, dys):
        """(da, du) of some steps; `dys` is dL/dy of every step, or None."""
        self.rooms.reverse()
        room, some = self.rooms[0], block.stop - block.start
        self.derive(block, room.da[:, :some])
        self.back_through(block, dys, room)
        return room.da[:, :some], room.du[:, :some]

    def recur_back(self, du, dh):
        """dh = m ∘ (du_t U^T), summed over the gates."""
        np.matmul(du, self.U_T, out=self.dh_parts)
        if self.masked:
            np.multiply(self.dh_parts, self.m, self.dh_parts)
        np.add.reduce(self.dh_parts, axis=0, out=dh)

    def let_fade(self, t, *gradients):
        """Gradients that have vanished on the way back in time become 0.

        Else they would become subnormal numbers, of which a product takes many times as long.
        """
        if t % FADE_EVERY == 0:
            for gradient in gradients:
                np.less(np.abs(gradient, self.size), self.faded, self.small)
                np.copyto(gradient, 0, where=self.small)


def by_gate(array, gates):
    """(..., rows, gates·units) seen as (..., gates, rows, units)."""
    return array.reshape(*array.shape[:-1], gates, -1).swapaxes(-2, -3)
