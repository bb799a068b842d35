r"""Categorical cross-entropy: L = -(1/N) Σ_n Σ_k t_k log p_k, over N samples and K classes.

Probabilities p are first divided by their sum, q = p / Σ p, and then cut to [ε, 1 - ε],
ε = 1e-7, so that the logarithm stays finite. From logits x, log p_k = x_k - log Σ_j e^{x_j}.

Source: Good, "Rational Decisions", 1952; Bridle, "Probabilistic Interpretation of Feedforward
Classification Network Outputs", 1990. Label smoothing: Szegedy et al., "Rethinking the Inception
Architecture for Computer Vision", 2016, section 7.
"""

import numpy as np

from scratch.losses.loss import EPSILON, Loss
from scratch.validation import boolean, number


class CategoricalCrossentropy(Loss):
    """How surprised the predictions are by one-hot or soft targets, in nats.

    Shapes: y_true and y_pred (batch, ..., classes).

    Arguments:
        from_logits: y_pred holds logits x instead of probabilities p.
        label_smoothing: s in [0, 1); each target t becomes t (1 - s) + s/K.

    Gradients, with g_k = -t_k / q_k and 0 where q_k was cut:
        probabilities: dL/dp_k = (g_k - Σ_j g_j q_j) / Σ p / N
        logits:        dL/dx_k = (softmax(x)_k Σ_j t_j - t_k) / N

    >>> loss = CategoricalCrossentropy()
    >>> float(loss(np.array([[0.0, 1.0]]), np.array([[0.5, 0.5]])))
    0.6931471805599453
    >>> loss.backward()
    array([[ 1., -1.]])
    """

    def __init__(self, from_logits=False, label_smoothing=0.0):
        self.from_logits = boolean("from_logits", from_logits)
        self.label_smoothing = float(number("label_smoothing", label_smoothing, least=0, below=1))

    def __call__(self, y_true, y_pred):
        """-(1/N) Σ_n Σ_k t_k log p_k."""
        t, y_pred = self.prepare(y_true, y_pred)
        self.t = t * (1 - self.label_smoothing) + self.label_smoothing / t.shape[-1]
        log_p = self.of_logits(y_pred) if self.from_logits else self.of_probabilities(y_pred)
        return -np.mean(np.sum(self.t * log_p, axis=-1))

    def of_probabilities(self, p):
        """The logarithm of q, the probabilities divided by their sum and cut to [ε, 1 - ε]."""
        self.total = p.sum(axis=-1, keepdims=True)
        self.q = p / self.total
        return np.log(np.clip(self.q, EPSILON, 1 - EPSILON))

    def of_logits(self, x):
        """The logarithm of softmax(x), shifted by the greatest logit so that nothing overflows."""
        z = x - x.max(axis=-1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
        self.p = np.exp(log_p)
        return log_p

    def backward(self):
        """dL/dp, or dL/dx from logits."""
        N = self.t.size // self.t.shape[-1]
        if self.from_logits:
            return (self.p * self.t.sum(axis=-1, keepdims=True) - self.t) / N
        q = np.clip(self.q, EPSILON, 1 - EPSILON)
        g = np.where(q == self.q, -self.t / q, 0)
        return (g - (g * q).sum(axis=-1, keepdims=True)) / self.total / N
