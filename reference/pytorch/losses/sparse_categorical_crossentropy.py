"""Sparse categorical cross-entropy in PyTorch: cross_entropy with class ids.

For probabilities, Keras cuts them to [1e-7, 1 - 1e-7] and takes their logarithms as logits.
"""

from torch import Tensor
from torch.nn import functional

EPSILON = 1e-7


class SparseCategoricalCrossentropy:
    """-(1/N) Σ_n log p_c."""

    def __init__(self, from_logits: bool = False) -> None:
        self.from_logits = from_logits

    def __call__(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """The mean over all samples."""
        x = y_pred if self.from_logits else y_pred.clamp(EPSILON, 1 - EPSILON).log()
        return functional.cross_entropy(x.reshape(-1, x.shape[-1]), y_true.reshape(-1).long())
