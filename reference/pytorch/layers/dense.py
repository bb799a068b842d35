"""Dense in PyTorch: torch.nn.Linear, whose weight is (out, in), our kernel's transpose.

torch has no place for a regularizer, so the layer tells its penalty, which is added to the loss.
"""

from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn

from reference.pytorch import activations, regularizers
from reference.weights import Weight, axes


class Dense(nn.Module):
    """y = f(x W + b)."""

    WEIGHTS = {"kernel": axes("linear.weight", 1, 0), "bias": Weight("linear.bias")}

    def __init__(
        self,
        input_shape: tuple[int, ...],
        units: int,
        activation: str | None = None,
        use_bias: bool = True,
        kernel_regularizer: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.linear = nn.Linear(input_shape[-1], units, bias=use_bias)
        self.activation = activations.get(activation)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)

    def forward(self, x: Tensor) -> Tensor:
        """y = f(x Wᵀ + b)."""
        return self.activation(self.linear(x))

    def penalty(self) -> Tensor | int:
        """What the kernel adds to the loss."""
        return self.kernel_regularizer(self.linear.weight) if self.kernel_regularizer else 0
