"""LSTM through time: one tanh for all gates, and every local derivative before the way back.

In the letters of `scratch.layers.LSTM`, all that the way back multiplies with is known before it
begins, and is computed for several steps at once:
    by_dc = [c̃ σ'(a_i), c_{t-1} σ'(a_f), i φ'(a_c)],   by_dh = [φ(c_t) σ'(a_o), o φ'(c_t)]
so that the loop itself is dc += dh by_dh, da = [dc by_dc, dh by_dh], dh = da U^T, dc = dc f.
"""

import numpy as np

from scratch.fused.walk import Walk


class LSTMWalk(Walk):
    """Gates i, f, c̃, o; the states h and c."""

    sigmoid_gates = (0, 1, 3)

    def __init__(self, step, some, memory):
        super().__init__(step, some, memory)
        time, n, units = self.shape
        self.c, self.φ = (self.take((time + 1, n, units), self.dtype) for _ in range(2))
        self.c[0] = 0
        self.by_dh = self.take((some, n, units), self.dtype)
        self.dc, self.one_more, self.dc_past = (self.take((n, units), self.dtype) for _ in range(3))

    def ahead(self, steps):
        """z becomes the gates; h and c are filled."""
        c, h, φ = self.c, self.h, self.φ
        more = self.one_more
        for t in range(steps.start, steps.stop):
            z_t, c_t = self.recur(t), c[t + 1]
            np.tanh(z_t, z_t)
            np.multiply(z_t, self.half, z_t)
            np.add(z_t, self.shift, z_t)
            i, f, c̃, o = z_t
            np.multiply(f, c[t], c_t)
            np.multiply(i, c̃, more)
            np.add(c_t, more, c_t)
            np.tanh(c_t, φ[t])
            np.multiply(o, φ[t], h[t + 1])
            if self.drop is not None:
                np.copyto(c_t, c[t], where=self.drop[t])
                np.copyto(h[t + 1], h[t], where=self.drop[t])

    def begin_back(self, dy):
        """As every walk; no gradient comes to the last c."""
        super().begin_back(dy)
        self.dc[...] = 0

    def back_through(self, steps, dys, da, du):
        """da from the local derivatives that are in it; `dys` is dL/dy of every step, or None."""
        dh, dc, more = self.dh, self.dc, self.one_more
        f = self.z[:, 1]
        for t in reversed(range(steps.start, steps.stop)):
            self.let_fade(t, dh, dc)
            da_t, by_dh = da[:, t - steps.start], self.by_dh[t - steps.start]
            if dys is not None:
                np.add(dh, dys[t], dh)
            if self.drop is not None:
                np.multiply(dh, self.drop[t], self.dh_past)
                np.multiply(dc, self.drop[t], self.dc_past)
                dh -= self.dh_past
                dc -= self.dc_past
            np.multiply(dh, by_dh, more)
            np.add(dc, more, dc)
            da_i, da_f, da_c, da_o = da_t
            for da_gate in (da_i, da_f, da_c):
                np.multiply(da_gate, dc, da_gate)
            np.multiply(da_o, dh, da_o)
            np.multiply(dc, f[t], dc)
            self.recur_back(da_t, dh)
            if self.drop is not None:
                dh += self.dh_past
                dc += self.dc_past

    def derive(self, steps, by):
        """What dc and dh are multiplied with in some steps."""
        z = self.z[steps].swapaxes(0, 1)
        (i, _, c̃, o), (by_i, by_f, by_c, by_o) = z, by
        φ, by_dh = self.φ[steps], self.by_dh[: by.shape[1]]
        np.subtract(1, z, by)
        np.multiply(by, z, by)
        np.multiply(by_i, c̃, by_i)
        np.multiply(by_f, self.c[steps], by_f)
        np.multiply(c̃, c̃, by_c)
        np.subtract(1, by_c, by_c)
        np.multiply(by_c, i, by_c)
        np.multiply(by_o, φ, by_o)
        np.multiply(φ, φ, by_dh)
        np.subtract(1, by_dh, by_dh)
        np.multiply(by_dh, o, by_dh)
