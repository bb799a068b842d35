"""The simple recurrent network through time: h_t = tanh(x_t W + h_{t-1} U + b)."""

import numpy as np

from scratch.fused.recurrent import Walk


class SimpleRNNWalk(Walk):
    """One gate; the state h."""

    def __init__(self, step, memory):
        super().__init__(step, memory)
        self.dh, self.dh_past = (self.take(self.shape[1:], self.dtype) for _ in range(2))

    def ahead(self):
        """Fills h."""
        h = self.h
        for t in range(self.shape[0]):
            self.recur(t)
            np.tanh(self.z[t, 0], h[t + 1])
            if self.drop is not None:
                np.copyto(h[t + 1], h[t], where=self.drop[t])

    def back(self, dys, dy):
        """Fills da = dh (1 - h²), from dL/dy of every step or of the last."""
        dh, da = self.dh, self.da[0]
        dh[...] = 0 if dy is None else dy
        np.multiply(self.h[1:], self.h[1:], da)
        np.subtract(1, da, da)
        for t in reversed(range(self.shape[0])):
            self.let_fade(t, dh)
            if dys is not None:
                np.add(dh, dys[t], dh)
            if self.drop is not None:
                np.multiply(dh, self.drop[t], self.dh_past)
                dh -= self.dh_past
            np.multiply(da[t], dh, da[t])
            self.recur_back(t, dh)
            if self.drop is not None:
                dh += self.dh_past
