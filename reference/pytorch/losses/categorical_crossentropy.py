"""Categorical cross-entropy in PyTorch: cross_entropy takes logits, and classes in axis 1.

For probabilities torch has no function that divides them by their sum and cuts them to
[1e-7, 1 - 1e-7] as Keras does, so that formula is written out.
"""

from torch import Tensor
from torch.nn import functional

EPSILON = 1e-7


class CategoricalCrossentropy:
    """-(1/N) Σ_n Σ_k t_k log p_k."""

    def __init__(self, from_logits: bool = False, label_smoothing: float = 0.0) -> None:
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing

    def __call__(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """The mean over all samples."""
        K = y_pred.shape[-1]
        t = y_true.to(y_pred.dtype).reshape(-1, K)
        y = y_pred.reshape(-1, K)
        if self.from_logits:
            return functional.cross_entropy(y, t, label_smoothing=self.label_smoothing)
        t = t * (1 - self.label_smoothing) + self.label_smoothing / K
        q = (y / y.sum(dim=-1, keepdim=True)).clamp(EPSILON, 1 - EPSILON)
        return -(t * q.log()).sum(dim=-1).mean()
