"""The simple recurrent network through time: h_t = tanh(x_t W + h_{t-1} U + b)."""

import numpy as np

from scratch.fused.walk import Walk


class SimpleRNNWalk(Walk):
    """One gate; the state h."""

    def ahead(self, steps):
        """Fills h."""
        h = self.h
        for t in range(steps.start, steps.stop):
            np.tanh(self.recur(self.z[t], h[t])[0], h[t + 1])
            if self.drop is not None:
                np.copyto(h[t + 1], h[t], where=self.drop[t])

    def back_through(self, steps, dys, room):
        """da = dh (1 - h²); `dys` is dL/dy of every step, or None."""
        dh = self.dh
        for t in reversed(range(steps.start, steps.stop)):
            self.let_fade(t, dh)
            da_t = room.da[:, t - steps.start]
            if dys is not None:
                np.add(dh, dys[t], dh)
            if self.drop is not None:
                np.multiply(dh, self.drop[t], self.dh_past)
                dh -= self.dh_past
            np.multiply(da_t, dh, da_t)
            self.recur_back(da_t, dh)
            if self.drop is not None:
                dh += self.dh_past

    def derive(self, steps, by):
        """1 - h², which dh is multiplied with in some steps."""
        h = self.h[steps.start + 1 : steps.stop + 1]
        np.multiply(h, h, by[0])
        np.subtract(1, by[0], by[0])
