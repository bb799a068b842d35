"""Dense in PyTorch is torch.nn.Linear, whose weight is (out, in): our kernel's transpose."""

from torch import Tensor, nn

from reference.pytorch import activations
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
    ) -> None:
        super().__init__()
        self.linear = nn.Linear(input_shape[-1], units, bias=use_bias)
        self.activation = activations.get(activation)

    def forward(self, x: Tensor) -> Tensor:
        """y = f(x Wᵀ + b)."""
        return self.activation(self.linear(x))
