"""Binary accuracy in PyTorch: written out."""

from torch import Tensor


def binary_accuracy(y_true: Tensor, y_pred: Tensor, threshold: float = 0.5) -> Tensor:
    """The share of elements on the right side of the threshold."""
    return ((y_pred > threshold) == y_true.bool()).to(y_pred.dtype).mean()
