"""GRU through time, where the reset comes after the product: all local derivatives beforehand.

In the letters of `scratch.layers.GRU`, with v = h_{t-1} U_h + b'_h, each gate's gradient is dh_t
times what is known before the way back begins,
    by_z = (h_{t-1} - h̃) σ'(a_z),   by_h = (1 - z) φ'(a_h),   by_r = by_h v σ'(a_r),
and what goes on to U is the same for z and r, and r times it for h̃.
"""

import numpy as np

from scratch.fused.walk import Walk


class GRUWalk(Walk):
    """Gates z, r, h̃; the state h."""

    sigmoid_gates = (0, 1)
    du_is_da = False

    def __init__(self, step, some, memory):
        super().__init__(step, some, memory)
        self.v = self.take(self.shape, self.dtype)
        self.difference = self.take((some, *self.shape[1:]), self.dtype)
        self.more = self.take(self.shape[1:], self.dtype)

    def begin(self, keep, m):
        """As every walk, and the bias that meets h U."""
        super().begin(keep, m)
        self.b_of_U = self.step.b_of_U.reshape(-1, 1, self.units)
        if self.b_of_U.size:
            self.b_of_U = self.b_of_U * self.half

    def ahead(self, steps):
        """z becomes the gates; h and v are filled."""
        h, v, more, hU = self.h, self.v, self.more, self.hU
        half, shift = self.half[:2], self.shift[:2]
        for t in range(steps.start, steps.stop):
            self.multiply_by_U(h[t])
            if self.b_of_U.size:
                np.add(hU, self.b_of_U, hU)
            zr, (z, r, h̃) = self.z[t, :2], self.z[t]
            np.add(zr, hU[:2], zr)
            np.tanh(zr, zr)
            np.multiply(zr, half, zr)
            np.add(zr, shift, zr)
            np.copyto(v[t], hU[2])
            np.multiply(r, v[t], more)
            np.add(h̃, more, h̃)
            np.tanh(h̃, h̃)
            np.subtract(h[t], h̃, more)
            np.multiply(more, z, more)
            np.add(more, h̃, h[t + 1])
            if self.drop is not None:
                np.copyto(h[t + 1], h[t], where=self.drop[t])

    def back_through(self, steps, dys, room):
        """da from the local derivatives that are in it, and du; `dys` is dL/dy of every step."""
        dh, more = self.dh, self.more
        z, r = self.z[:, 0], self.z[:, 1]
        for t in reversed(range(steps.start, steps.stop)):
            self.let_fade(t, dh)
            da_t, du_t = room.da[:, t - steps.start], room.du[:, t - steps.start]
            if dys is not None:
                np.add(dh, dys[t], dh)
            if self.drop is not None:
                np.multiply(dh, self.drop[t], self.dh_past)
                dh -= self.dh_past
            for da_gate in da_t:
                np.multiply(da_gate, dh, da_gate)
            np.copyto(du_t[:2], da_t[:2])
            np.multiply(da_t[2], r[t], du_t[2])
            np.multiply(dh, z[t], more)
            self.recur_back(du_t, dh)
            np.add(dh, more, dh)
            if self.drop is not None:
                dh += self.dh_past

    def derive(self, steps, by):
        """What dh is multiplied with in some steps."""
        z = self.z[steps].swapaxes(0, 1)
        zr, h̃ = z[:2], z[2]
        by_zr, (by_z, by_r, by_h) = by[:2], by
        np.subtract(1, zr, by_zr)
        np.multiply(h̃, h̃, by_h)
        np.subtract(1, by_h, by_h)
        np.multiply(by_h, by_z, by_h)
        np.multiply(by_zr, zr, by_zr)
        np.multiply(by_r, self.v[steps], by_r)
        np.multiply(by_r, by_h, by_r)
        difference = self.difference[: by.shape[1]]
        np.subtract(self.h[steps], h̃, difference)
        np.multiply(by_z, difference, by_z)
