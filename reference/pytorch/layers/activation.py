"""Activation in PyTorch is the function itself."""

from typing import Any

from torch import Tensor, nn

from reference.pytorch import activations
from reference.weights import named


class Activation(nn.Module):
    """y = f(x)."""

    WEIGHTS = named()

    def __init__(
        self, input_shape: tuple[int, ...], activation: str | None, **arguments: Any
    ) -> None:
        super().__init__()
        self.activation = activations.get(activation)
        self.arguments = arguments

    def forward(self, x: Tensor) -> Tensor:
        """y = f(x)."""
        return self.activation(x, **self.arguments)
