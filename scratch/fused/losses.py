"""Losses in kept arrays: L and dL/dy_pred in one go; any other loss is called as it is."""

import numpy as np

from scratch.losses.binary_crossentropy import BinaryCrossentropy
from scratch.losses.mean_squared_error import MeanSquaredError
from scratch.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy


class Called:
    """Any loss, called as it is."""

    def __init__(self, loss, y_pred, arena):
        self.loss = loss

    def __call__(self, y_true, y_pred):
        """(L, dL/dy_pred)."""
        value = self.loss(y_true, y_pred)
        return value, self.loss.backward()


class FusedMeanSquaredError:
    """L = d·d / N and dL/dy_pred = 2 d / N, with d = y_pred - y_true."""

    def __init__(self, loss, y_pred, arena):
        self.loss = loss
        self.dy = arena.take(y_pred.shape, y_pred.dtype)
        self.flat = self.dy.reshape(-1)
        self.share = np.asarray(2 / y_pred.size, y_pred.dtype)
        self.N = y_pred.size

    def __call__(self, y_true, y_pred):
        """(L, dL/dy_pred)."""
        if y_true.shape != y_pred.shape or y_true.dtype != y_pred.dtype:
            y_true, y_pred = self.loss.prepare(y_true, y_pred)
        np.subtract(y_pred, y_true, self.dy)
        value = self.flat.dot(self.flat) / self.N
        np.multiply(self.dy, self.share, self.dy)
        return value, self.dy


class FusedBinaryCrossentropy:
    """L = mean(max(x, 0) - x t + log(1 + e^{-|x|})) and dL/dx = (σ(x) - t) / N, for logits x."""

    def __init__(self, loss, y_pred, arena):
        self.loss = loss
        self.e, self.part, self.dy, self.ones = (
            arena.take(y_pred.shape, y_pred.dtype) for _ in range(4)
        )
        self.part_flat, self.ones = self.part.reshape(-1), self.ones.reshape(-1)
        self.ones[...] = 1
        self.N, self.zero, self.one, self.minus = (
            np.asarray(c, y_pred.dtype) for c in (y_pred.size, 0, 1, -1)
        )

    def __call__(self, y_true, y_pred):
        """(L, dL/dx)."""
        t, x = y_true, y_pred
        if t.shape != x.shape or t.dtype != x.dtype:
            t, x = self.loss.prepare(t, x)
        if self.loss.label_smoothing:
            t = t * (1 - self.loss.label_smoothing) + self.loss.label_smoothing / 2
        e, part, dy = self.e, self.part, self.dy
        np.copysign(x, self.minus, e)
        np.exp(e, e)
        np.maximum(x, self.zero, out=dy)
        np.multiply(x, t, part)
        np.subtract(dy, part, part)
        np.log1p(e, dy)
        np.add(part, dy, part)
        value = self.part_flat.dot(self.ones)
        np.add(e, self.one, part)
        # σ(x) = e^{min(x, 0)} / (1 + e^{-|x|}), which never overflows.
        np.minimum(x, self.zero, out=dy)
        np.exp(dy, dy)
        np.divide(dy, part, dy)
        np.subtract(dy, t, dy)
        np.divide(dy, self.N, dy)
        return value / self.N, dy


class FusedSparseCategoricalCrossentropy:
    """L = mean(log Σ e^x - x_c) and dL/dx = (softmax(x) - one-hot(c)) / N, for logits x.

    Computed with the classes along the first axis: the greatest and the sum over them are then
    taken of whole rows of numbers at a time.
    """

    def __init__(self, loss, y_pred, arena):
        self.loss = loss
        *lead, classes = y_pred.shape
        rows = y_pred.size // classes
        self.dx = arena.take((classes, rows), y_pred.dtype)
        self.flat = self.dx.reshape(-1)
        self.dy = np.moveaxis(self.dx.reshape(classes, *lead), 0, -1)
        self.places, self.ids = np.arange(rows), np.empty(rows, np.intp)
        self.apart = np.asarray(rows, np.intp)  # no Python number: ids may come as bytes
        self.of_class, self.top, self.sums, self.ones = (
            arena.take((rows,), y_pred.dtype) for _ in range(4)
        )
        self.all_classes = np.ones(classes, y_pred.dtype)
        self.rows, self.share = (np.asarray(c, y_pred.dtype) for c in (rows, 1 / rows))
        self.ones[...] = 1

    def __call__(self, y_true, y_pred):
        """(L, dL/dx)."""
        dx, top, ids = self.dx, self.top, self.ids
        classes, rows = dx.shape
        if y_true.dtype.kind != "i" or y_true.size != rows or outside(y_true, classes):
            y_true, y_pred = self.loss.prepare(y_true, y_pred)
        np.multiply(y_true.reshape(-1), self.apart, ids)
        np.add(ids, self.places, ids)
        np.copyto(dx, y_pred.reshape(rows, classes).T)
        np.maximum.reduce(dx, axis=0, out=top)
        np.subtract(dx, top, dx)
        self.flat.take(ids, out=self.of_class, mode="clip")
        np.exp(dx, dx)
        np.dot(self.all_classes, dx, self.sums)
        np.multiply(self.sums, self.rows, top)
        np.divide(dx, top, dx)
        self.flat[ids] = np.subtract(self.flat.take(ids, out=top, mode="clip"), self.share, top)
        np.log(self.sums, self.sums)
        np.subtract(self.sums, self.of_class, self.of_class)
        return self.of_class.dot(self.ones) / rows, self.dy


def outside(ids, classes):
    """Whether any id names no class; seen as unsigned, a negative number is a large one."""
    return ids.view(f"u{ids.dtype.itemsize}").max() >= classes


FUSED = {
    MeanSquaredError: FusedMeanSquaredError,
    BinaryCrossentropy: FusedBinaryCrossentropy,
    SparseCategoricalCrossentropy: FusedSparseCategoricalCrossentropy,
}


def fused(loss, y_pred, arena):
    """The kernel of a loss for predictions like `y_pred`."""
    of_logits = getattr(loss, "from_logits", True)
    kind = FUSED.get(type(loss), Called) if of_logits else Called
    return kind(loss, y_pred, arena)
