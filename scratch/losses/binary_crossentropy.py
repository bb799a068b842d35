r"""Binary cross-entropy: L = -(1/N) Σ t log p + (1 - t) log(1 - p), over all N elements.

p is the predicted probability of the class 1 and t the target. A probability is first cut to
[ε, 1 - ε], ε = 1e-7, so that the logarithm stays finite. From logits x, p = σ(x), the same
quantity is max(x, 0) - x t + log(1 + e^{-|x|}), which needs no cut.

Source: Good, "Rational Decisions", 1952; Goodfellow, Bengio, Courville, "Deep Learning", 2016,
section 6.2.2.2.
"""

import numpy as np

from scratch.activations.sigmoid import sigmoid
from scratch.losses.loss import EPSILON, Loss
from scratch.validation import boolean, number


class BinaryCrossentropy(Loss):
    """How surprised the predictions are by yes-or-no targets, in nats.

    Arguments:
        from_logits: y_pred holds logits x instead of probabilities p.
        label_smoothing: s in [0, 1); each target t becomes t (1 - s) + s/2.

    Gradients:
        probabilities: dL/dp = (p - t) / (p (1 - p)) / N, and 0 where p was cut
        logits:        dL/dx = (σ(x) - t) / N

    >>> loss = BinaryCrossentropy()
    >>> float(loss(np.array([1.0, 0.0]), np.array([0.5, 0.5])))
    0.6931471805599453
    >>> loss.backward()
    array([-1.,  1.])
    """

    def __init__(self, from_logits=False, label_smoothing=0.0):
        self.from_logits = boolean("from_logits", from_logits)
        self.label_smoothing = float(number("label_smoothing", label_smoothing, least=0, below=1))

    def __call__(self, y_true, y_pred):
        """-(1/N) Σ t log p + (1 - t) log(1 - p)."""
        t, y_pred = self.prepare(y_true, y_pred)
        self.t = t * (1 - self.label_smoothing) + self.label_smoothing / 2
        self.y_pred = y_pred
        return self.of_logits(y_pred) if self.from_logits else self.of_probabilities(y_pred)

    def of_probabilities(self, y_pred):
        """The loss of probabilities, cut to [ε, 1 - ε]."""
        p = np.clip(y_pred, EPSILON, 1 - EPSILON)
        return -np.mean(self.t * np.log(p) + (1 - self.t) * np.log(1 - p))

    def of_logits(self, x):
        """The loss of logits; e is never raised to a positive power."""
        positive = np.where(x > 0, x, 0)
        magnitude = np.where(x > 0, x, -x)
        return np.mean(positive - x * self.t + np.log1p(np.exp(-magnitude)))

    def backward(self):
        """dL/dp, or dL/dx from logits."""
        N = self.y_pred.size
        if self.from_logits:
            return (sigmoid(self.y_pred) - self.t) / N
        p = np.clip(self.y_pred, EPSILON, 1 - EPSILON)
        return np.where(p == self.y_pred, (p - self.t) / (p * (1 - p)), 0) / N
