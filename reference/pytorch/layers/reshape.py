"""Reshape in PyTorch is a tensor's own reshape, with the batch in front."""

from torch import Tensor, nn

from reference.weights import named


class Reshape(nn.Module):
    """The numbers of each sample in a shape of choice."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], target_shape: tuple[int, ...]) -> None:
        super().__init__()
        self.target_shape = target_shape

    def forward(self, x: Tensor) -> Tensor:
        """The same numbers in (batch, *target_shape)."""
        return x.reshape(len(x), *self.target_shape)
