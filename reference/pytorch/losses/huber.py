"""Huber loss in PyTorch: torch.nn.functional.huber_loss (smooth_l1_loss is this divided by δ)."""

from torch import Tensor
from torch.nn import functional


class Huber:
    """Squared up to δ, absolute beyond."""

    def __init__(self, delta: float = 1.0) -> None:
        self.delta = delta

    def __call__(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """The mean over all elements."""
        return functional.huber_loss(y_pred, y_true, delta=self.delta)
