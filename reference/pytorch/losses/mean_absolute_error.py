"""Mean absolute error in PyTorch: torch.nn.functional.l1_loss takes the prediction first."""

from torch import Tensor
from torch.nn import functional


class MeanAbsoluteError:
    """(1/N) Σ |y_pred - y_true|."""

    def __call__(self, y_true: Tensor, y_pred: Tensor) -> Tensor:
        """The mean over all elements."""
        return functional.l1_loss(y_pred, y_true)
