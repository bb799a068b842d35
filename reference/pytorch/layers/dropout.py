"""Dropout in PyTorch is torch.nn.Dropout, here with a mask from outside where one is set."""

from torch import Tensor, nn

from reference.weights import named


class Dropout(nn.Dropout):
    """y = k ∘ x in training, else x."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], rate: float) -> None:
        super().__init__(rate)
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """x times the mask, which is drawn where none is set."""
        if self.training and self.mask is not None:
            return self.mask * x
        return super().forward(x)
