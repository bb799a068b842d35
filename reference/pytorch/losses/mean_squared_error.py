"""Mean squared error in PyTorch: torch.nn.functional.mse_loss takes the prediction first."""

from torch import Tensor
from torch.nn import functional


class MeanSquaredError:
    """(1/N) Σ (y_pred - y_true)²."""

    def __call__(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """The mean over all elements."""
        return functional.mse_loss(y_pred, y_true)
