r"""Sparse categorical cross-entropy: L = -(1/N) Σ_n log p_c, c the class id of sample n.

The same as the categorical cross-entropy of one-hot targets, without making them. From logits x,

    log p_c = x_c - log Σ_k e^{x_k}.

Probabilities p are cut to [ε, 1 - ε], ε = 1e-7, and their logarithms taken as logits x: they
are divided by their sum after the cut, where the categorical cross-entropy does so before it.

Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 6.2.2.3.
"""

import numpy as np

from scratch.losses.loss import EPSILON, Loss, not_empty
from scratch.validation import array_of, boolean, floats, reject, same_shape


class SparseCategoricalCrossentropy(Loss):
    """How surprised the predictions are by class ids, in nats.

    Shapes: y_true (batch, ...) or (batch, ..., 1), whole numbers in [0, classes);
    y_pred (batch, ..., classes).

    Arguments:
        from_logits: y_pred holds logits x instead of probabilities p.

    Gradients, with h the one-hot vector of c:
        logits:        dL/dx = (softmax(x) - h) / N
        probabilities: dL/dp = dL/dx / p, and 0 where p was cut

    >>> loss = SparseCategoricalCrossentropy()
    >>> float(loss(np.array([1]), np.array([[0.5, 0.5]])))
    0.6931471805599453
    >>> loss.backward()
    array([[ 1., -1.]])
    """

    def __init__(self, from_logits=False):
        self.from_logits = boolean("from_logits", from_logits)

    def __call__(self, y_true, y_pred):
        """-(1/N) Σ log p_c."""
        self.c, self.y_pred = self.prepare(y_true, y_pred)
        x = self.y_pred if self.from_logits else np.log(self.cut())
        z = x - x.max(axis=-1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
        self.p = np.exp(log_p)
        return -np.mean(np.take_along_axis(log_p, self.c, axis=-1))

    def backward(self):
        """dL/dp, or dL/dx from logits."""
        h = np.zeros_like(self.p)
        np.put_along_axis(h, self.c, 1, axis=-1)
        dx = (self.p - h) / self.c.size
        if self.from_logits:
            return dx
        return np.where(self.cut() == self.y_pred, dx / self.cut(), 0)

    def cut(self):
        """The probabilities, cut to [ε, 1 - ε]."""
        return np.clip(self.y_pred, EPSILON, 1 - EPSILON)

    def prepare(self, y_true, y_pred):
        """The ids as integers of shape (batch, ..., 1), and y_pred as a floating array."""
        y_pred = not_empty(floats("y_pred", y_pred, least_rank=2))
        ids = array_of("y_true", y_true)
        if ids.dtype.kind not in "iuf" or np.any(ids != np.floor(ids)):
            reject("y_true", "whole numbers, the ids of classes", y_true, TypeError)
        if ids.ndim < y_pred.ndim:
            ids = ids[..., np.newaxis]
        same_shape("y_true", ids, (*y_pred.shape[:-1], 1), "y_pred with one id in place of classes")
        classes = y_pred.shape[-1]
        if np.any((ids < 0) | (ids >= classes)):
            wrong = ids[(ids < 0) | (ids >= classes)][0].item()
            reject("y_true", f"ids in [0, {classes}), one of the classes of y_pred", wrong)
        return ids.astype(np.intp), y_pred
