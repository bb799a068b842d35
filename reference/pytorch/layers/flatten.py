"""Flatten in PyTorch is torch.nn.Flatten, which refuses a batch of single numbers."""

from torch import Tensor, nn

from reference.weights import named


class Flatten(nn.Module):
    """Everything but the batch in one axis."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...]) -> None:
        super().__init__()
        self.flatten = nn.Flatten()

    def forward(self, x: Tensor) -> Tensor:
        """The same numbers in two axes."""
        return self.flatten(x[:, None] if x.ndim == 1 else x)
