"""Mean absolute error in PyTorch: torch.nn.functional.l1_loss."""

from torch import Tensor
from torch.nn import functional


def mae(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """The mean of |y_pred - y_true| over all elements."""
    return functional.l1_loss(y_pred, y_true)
