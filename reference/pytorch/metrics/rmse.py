"""Root mean squared error in PyTorch: the root of torch.nn.functional.mse_loss."""

from torch import Tensor
from torch.nn import functional


def rmse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """The root of the mean of (y_pred - y_true)² over all elements."""
    return functional.mse_loss(y_pred, y_true).sqrt()
