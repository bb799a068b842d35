"""Binary cross-entropy in PyTorch: one function for probabilities, another for logits.

torch keeps log p above -100; Keras cuts p to [1e-7, 1 - 1e-7], which a clamp in front does too.
"""

from torch import Tensor
from torch.nn import functional

EPSILON = 1e-7


class BinaryCrossentropy:
    """-(1/N) Σ t log p + (1 - t) log(1 - p)."""

    def __init__(self, from_logits: bool = False, label_smoothing: float = 0.0) -> None:
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing

    def __call__(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """The mean over all elements."""
        t = y_true.to(y_pred.dtype) * (1 - self.label_smoothing) + self.label_smoothing / 2
        if self.from_logits:
            return functional.binary_cross_entropy_with_logits(y_pred, t)
        return functional.binary_cross_entropy(y_pred.clamp(EPSILON, 1 - EPSILON), t)
