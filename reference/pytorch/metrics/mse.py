"""Mean squared error in PyTorch: torch.nn.functional.mse_loss."""

from torch import Tensor
from torch.nn import functional


def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """The mean of (y_pred - y_true)² over all elements."""
    return functional.mse_loss(y_pred, y_true)
