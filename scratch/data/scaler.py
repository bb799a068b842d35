"""What the scalers share: z = (x - offset) / scale, fitted on training rows only."""

import numpy as np

from scratch.validation import reals, reject


class Scaler:
    """Fits offset and scale to the columns of some rows, applies them to any, and undoes it.

    A column that is constant has nothing to scale by: it is divided by 1.
    """

    def fit(self, x):
        """Measure offset and scale on x (rows, columns); returns the scaler itself."""
        x = reals("x", x, rank=2)
        if len(x) == 0 or not np.all(np.isfinite(x)):
            reject("x", "finite numbers in at least one row", x)
        self.offset, self.scale = self.measure(x, np.all(x == x[0], axis=0))
        return self

    def measure(self, x, constant):
        """(offset, scale) of the columns, where `constant` says which have a single value."""
        raise NotImplementedError

    def transform(self, x):
        """(x - offset) / scale."""
        x = self.fitted(x)
        return (x - self.offset.astype(x.dtype)) / self.scale.astype(x.dtype)

    def inverse_transform(self, z):
        """z · scale + offset."""
        z = self.fitted(z)
        return z * self.scale.astype(z.dtype) + self.offset.astype(z.dtype)

    def fitted(self, x):
        """x as an array of the columns that the scaler was fitted to."""
        if not hasattr(self, "offset"):
            reject("x", "transformed after `fit` has been called", x)
        x = reals("x", x, rank=2)
        if x.shape[1] != len(self.offset):
            reject("x", f"an array of {len(self.offset)} columns, as in `fit`", x.shape)
        return x

    def report(self, x):
        """All that the scaler does to x, by name."""
        z = self.transform(x)
        return {
            "output": z,
            "inverse": self.inverse_transform(z),
            "offset": self.offset,
            "scale": self.scale,
        }
