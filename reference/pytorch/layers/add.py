"""Add in PyTorch is +."""

from torch import Tensor, nn

from reference.weights import named


class Add(nn.Module):
    """The sum of arrays of one shape."""

    WEIGHTS = named()
    takes_list = True

    def __init__(self, input_shapes: list[tuple[int, ...]]) -> None:
        super().__init__()

    def forward(self, xs: list[Tensor]) -> Tensor:
        """y = Σ_i x_i."""
        return sum(xs[1:], start=xs[0])
