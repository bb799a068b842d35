"""Losses as formulas: their legitimate forms."""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

LOSSES = (
    "mean_squared_error",
    "mean_absolute_error",
    "huber",
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "softmax_cross_entropy",
)


@dataclass(frozen=True)
class Form:
    """A legitimate form: its value, and the gradients that may belong to it."""

    says: str
    value: Array
    gradients: list[Array]

    @property
    def scalar(self) -> bool:
        """Whether it is one number."""
        return np.ndim(self.value) == 0


def log_softmax(z: Array) -> Array:
    """Along the last axis."""
    z = z - z.max(-1, keepdims=True)
    return z - np.log(np.exp(z).sum(-1, keepdims=True))


class Values:
    """The element losses of one case, rows as samples, and everything that is made of them."""

    def __init__(
        self,
        concept: str,
        true: Array,
        pred: Array,
        columns: bool,
        logits: bool,
        delta: float,
        summed: bool = False,
    ) -> None:
        self.concept, self.columns, self.logits, self.delta = concept, columns, logits, delta
        self.summed = summed
        self.pred_shape = pred.shape
        self.p = self.rows(pred)
        t = np.asarray(true)
        self.labels = None
        if concept in LOSSES[4:] and t.dtype.kind in "iu":
            self.labels = t.ravel()
            t = np.eye(self.p.shape[-1])[self.labels]
        else:
            t = self.rows(t.astype(float))
            if concept in LOSSES[4:]:
                self.labels = np.argmax(t, -1)
        self.t = t

    def rows(self, a: Array) -> Array:
        """Samples in rows; a vector of a classification loss is one sample."""
        if self.concept in LOSSES[4:] and a.ndim == 1:
            return a[None]
        return a.T if self.columns and a.ndim == 2 else a

    def back(self, g: Array) -> Array:
        """A gradient in the layout of the predictions."""
        g = g.T if self.columns and g.ndim == 2 else g
        return g.reshape(self.pred_shape)

    @property
    def categorical(self) -> bool:
        """Whether an element is a whole row."""
        return self.concept in LOSSES[4:]

    def elements(self) -> tuple[Array, Array]:
        """Each element's loss and its derivative (of each row, for classes)."""
        t, p, d = self.t, self.p, self.delta
        e = p - t
        if self.concept == "mean_squared_error":
            return e**2, 2 * e
        if self.concept == "mean_absolute_error":
            return np.abs(e), np.sign(e)
        if self.concept == "huber":
            small = np.abs(e) <= d
            return np.where(small, 0.5 * e**2, d * (np.abs(e) - 0.5 * d)), np.clip(e, -d, d)
        if self.concept == "binary_crossentropy":
            if self.logits:
                value = np.maximum(p, 0) - p * t + np.log1p(np.exp(-np.abs(p)))
                return value, 0.5 * (1 + np.tanh(p / 2)) - t
            return -t * np.log(p) - (1 - t) * np.log(1 - p), (1 - t) / (1 - p) - t / p
        if self.logits:
            return -(t * log_softmax(p)).sum(-1), np.exp(log_softmax(p)) - t
        return -(t * np.log(p)).sum(-1), -t / p

    def forms(self) -> list[Form]:
        """The legitimate forms, the usual one first."""
        value, slope = self.elements()
        n = self.t.shape[0] if self.t.ndim else 1
        size = value.size
        mean, total = self.back(slope / size), self.back(slope)
        usual = [mean]
        if self.categorical and not self.logits:  # Of probabilities divided by their sum.
            usual.append(self.back((slope + self.t.sum(-1, keepdims=True)) / size))
        found = [Form("", np.asarray(value.mean()), usual)]
        kind = self.concept
        if kind == "mean_squared_error":
            found.append(Form("with the factor one half", np.asarray(value.mean() / 2), [mean / 2]))
            found.append(
                Form(
                    "half the squared error of each element",
                    self.lay(value / 2),
                    [total / 2, mean / 2],
                )
            )
            if value.ndim == 2:
                found.append(
                    Form(
                        "half the sum over outputs, averaged over samples: 1/(2m) Σ",
                        np.asarray(value.sum() / (2 * n)),
                        [total / (2 * n)],
                    )
                )
        if self.summed and kind in ("mean_squared_error", "mean_absolute_error"):
            found.append(Form("summed, not averaged", np.asarray(value.sum()), [total]))
            found.append(Form("half the sum", np.asarray(value.sum() / 2), [total / 2]))
            found.append(
                Form(
                    "summed over outputs, averaged over samples",
                    np.asarray(value.sum() / n),
                    [total / n],
                )
            )
        if value.ndim == 2:
            per_sample = value.mean(-1)
            found.append(
                Form(
                    "one loss for each sample (not averaged)",
                    per_sample,
                    [mean, total / value.shape[-1]],
                )
            )
            if kind == "binary_crossentropy":
                found.append(
                    Form(
                        "summed over outputs, averaged over samples",
                        np.asarray(value.sum() / n),
                        [total / n],
                    )
                )
                found.append(
                    Form(
                        "one loss for each sample (summed over outputs)",
                        value.sum(-1),
                        [total / n, total],
                    )
                )
        if self.categorical and value.ndim == 1:
            found.append(Form("one loss for each sample (not averaged)", value, [mean, total]))
            found.append(Form("summed over samples", np.asarray(value.sum()), [total]))
            if not self.logits and self.t.shape[0] > 1:
                elements = -(self.t * np.log(self.p))
                found.append(Form("the loss of each element", self.lay(elements), [total, mean]))
        elif value.ndim >= 1:
            found.append(
                Form("the loss of each element (not averaged)", self.lay(value), [total, mean])
            )
            if kind in ("binary_crossentropy", "huber"):
                found.append(Form("summed, not averaged", np.asarray(value.sum()), [total]))
        return found

    def lay(self, value: Array) -> Array:
        """Element losses in the user's layout."""
        return value.T if self.columns and value.ndim == 2 else value
