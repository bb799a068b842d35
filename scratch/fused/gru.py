"""GRU through time, where the reset comes after the product: all local derivatives beforehand.

In the letters of `scratch.layers.GRU`, with v = h_{t-1} U_h + b'_h, each gate's gradient is dh_t
times what is known before the way back begins,
    by_z = (h_{t-1} - h̃) σ'(a_z),   by_h = (1 - z) φ'(a_h),   by_r = by_h v σ'(a_r),
and what goes on to U is the same for z and r, and r times it for h̃.
"""

import numpy as np

from scratch.fused.recurrent import Lane


class GRULane(Lane):
    """Gates z, r, h̃; the state h."""

    sigmoid_gates = (0, 1)

    def __init__(self, step, part, memory):
        super().__init__(step, part, memory)
        self.du = self.take(self.da.shape, self.dtype)
        self.v = self.take(self.shape, self.dtype)
        self.dh, self.more, self.dh_past = (self.take(self.shape[1:], self.dtype) for _ in range(3))

    def take_masks(self, keep, input_mask, recurrent_mask):
        """As every lane, and h U seen gate by gate."""
        super().take_masks(keep, input_mask, recurrent_mask)
        n, units = self.shape[1:]
        one = len(self.hU) == 1
        self.hU_gates = self.hU[0].reshape(n, 3, units) if one else self.hU.swapaxes(0, 1)
        self.b_of_U = (self.step.b_of_U * self.half).reshape(-1, units)

    def walk(self):
        """z becomes the gates; h and v are filled."""
        h, v, more, hU = self.h, self.v, self.more, self.hU_gates
        gates = self.gates_of(self.z)
        half, shift = self.half.reshape(3, -1)[:2], self.shift.reshape(3, -1)[:2]
        for t in range(self.shape[0]):
            self.multiply_by_U(t)
            if self.b_of_U.size:
                np.add(hU, self.b_of_U, hU)
            zr, (z, r, h̃) = gates[t, :, :2], gates[t].swapaxes(0, 1)
            np.add(zr, hU[:, :2], zr)
            np.tanh(zr, zr)
            np.multiply(zr, half, zr)
            np.add(zr, shift, zr)
            np.copyto(v[t], hU[:, 2])
            np.multiply(r, v[t], more)
            np.add(h̃, more, h̃)
            np.tanh(h̃, h̃)
            np.subtract(h[t], h̃, more)
            np.multiply(more, z, more)
            np.add(more, h̃, h[t + 1])
            if self.drop is not None:
                np.copyto(h[t + 1], h[t], where=self.drop[t])

    def walk_back(self, dys, dy):
        """Fills da and du, from dL/dy of every step or of the last."""
        dh, more = self.dh, self.more
        dh[...] = 0 if dy is None else dy
        gates, da, du = map(self.gates_of, (self.z, self.da, self.du))
        for t in reversed(range(self.shape[0])):
            self.let_fade(t, dh)
            self.prepare(t)
            if dys is not None:
                np.add(dh, dys[t], dh)
            if self.drop is not None:
                np.multiply(dh, self.drop[t], self.dh_past)
                dh -= self.dh_past
            np.multiply(da[t], dh[:, None], da[t])
            np.copyto(du[t, :, :2], da[t, :, :2])
            np.multiply(da[t, :, 2], gates[t, :, 1], du[t, :, 2])
            np.multiply(dh, gates[t, :, 0], more)
            self.recur_back(t, dh)
            np.add(dh, more, dh)
            if self.drop is not None:
                dh += self.dh_past
        self.db_of_U = self.du.sum(axis=(0, 1)) if self.b_of_U.size else 0

    def derive(self, steps):
        """What dh is multiplied with in some steps; stands where da will be."""
        gates, by = self.gates_of(self.z[steps]), self.gates_of(self.da[steps])
        h̃ = gates[:, :, 2]
        by_z, by_r, by_h = (by[:, :, g] for g in range(3))
        np.subtract(1, gates[:, :, :2], by[:, :, :2])
        np.multiply(h̃, h̃, by_h)
        np.subtract(1, by_h, by_h)
        np.multiply(by_h, by_z, by_h)
        np.multiply(by[:, :, :2], gates[:, :, :2], by[:, :, :2])
        np.multiply(by_r, self.v[steps], by_r)
        np.multiply(by_r, by_h, by_r)
        # h_{t-1} - h̃ has no place of its own; du has not been written yet.
        difference = self.gates_of(self.du[steps])[:, :, 0]
        np.subtract(self.h[steps], h̃, difference)
        np.multiply(by_z, difference, by_z)

    def gates_of(self, array):
        """An array of all gates, gate by gate: (..., 3, units)."""
        return array.reshape(*array.shape[:-1], 3, self.units)
