"""LSTM through time: one tanh for all gates, and every local derivative before the way back.

In the letters of `scratch.layers.LSTM`, all that the way back multiplies with is known before it
begins, and is computed for several steps at once. With u = i c̃, w = f c_{t-1} and h = o φ(c_t),
    by_dc = [c̃ σ'(a_i), c_{t-1} σ'(a_f), i φ'(a_c)] = [u - u i, w - w f, i - u c̃],
    by_dh = [φ(c_t) σ'(a_o), o φ'(c_t)] = [h - h o, o - h φ(c_t)],
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
        # Views take a quarter as long as some of the steps' functions, so they are made once.
        h, c = self.h, self.c
        self.at = [
            (self.z[t], tuple(self.z[t]), c[t], c[t + 1], self.φ[t], h[t], h[t + 1])
            for t in range(time)
        ]
        for room in self.rooms:
            room.at = [(room.da[:, s], *room.da[:, s], self.by_dh[s]) for s in range(some)]

    def ahead(self, steps):
        """z becomes the gates; h and c are filled."""
        more, half, shift, drop = self.one_more, self.half, self.shift, self.drop
        for t in range(steps.start, steps.stop):
            z_t, (i, f, c̃, o), c_past, c_t, φ_t, h_past, h_t = self.at[t]
            self.recur(z_t, h_past)
            np.tanh(z_t, z_t)
            np.multiply(z_t, half, z_t)
            np.add(z_t, shift, z_t)
            np.multiply(f, c_past, c_t)
            np.multiply(i, c̃, more)
            np.add(c_t, more, c_t)
            np.tanh(c_t, φ_t)
            np.multiply(o, φ_t, h_t)
            if drop is not None:
                np.copyto(c_t, c_past, where=drop[t])
                np.copyto(h_t, h_past, where=drop[t])

    def begin_back(self, dy):
        """As every walk; no gradient comes to the last c."""
        super().begin_back(dy)
        self.dc[...] = 0

    def back_through(self, steps, dys, room):
        """da from the local derivatives that are in it; `dys` is dL/dy of every step, or None."""
        dh, dc, more, drop = self.dh, self.dc, self.one_more, self.drop
        for t in reversed(range(steps.start, steps.stop)):
            da_t, da_i, da_f, da_c, da_o, by_dh = room.at[t - steps.start]
            self.let_fade(t, dh, dc)
            if dys is not None:
                np.add(dh, dys[t], dh)
            if drop is not None:
                np.multiply(dh, drop[t], self.dh_past)
                np.multiply(dc, drop[t], self.dc_past)
                dh -= self.dh_past
                dc -= self.dc_past
            np.multiply(dh, by_dh, more)
            np.add(dc, more, dc)
            np.multiply(da_i, dc, da_i)
            np.multiply(da_f, dc, da_f)
            np.multiply(da_c, dc, da_c)
            np.multiply(da_o, dh, da_o)
            np.multiply(dc, self.at[t][1][1], dc)
            self.recur_back(da_t, dh)
            if drop is not None:
                dh += self.dh_past
                dc += self.dc_past

    def derive(self, steps, by):
        """What dc and dh are multiplied with in some steps."""
        i, f, c̃, o = self.z[steps].swapaxes(0, 1)
        by_i, by_f, by_c, by_o = by
        φ, by_dh = self.φ[steps], self.by_dh[: by.shape[1]]
        c_past, h = self.c[steps], self.h[steps.start + 1 : steps.stop + 1]
        part = by_o
        np.multiply(i, c̃, by_i)
        np.multiply(by_i, c̃, by_c)
        np.subtract(i, by_c, by_c)
        np.multiply(by_i, i, part)
        np.subtract(by_i, part, by_i)
        np.multiply(f, c_past, by_f)
        np.multiply(by_f, f, part)
        np.subtract(by_f, part, by_f)
        np.multiply(h, o, by_o)
        np.subtract(h, by_o, by_o)
        np.multiply(h, φ, by_dh)
        np.subtract(o, by_dh, by_dh)
