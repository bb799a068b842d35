"""GlobalAveragePooling2D in PyTorch is a mean over height and width."""

from torch import Tensor, nn

from reference.weights import named


class GlobalAveragePooling2D(nn.Module):
    """The mean of each channel."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], keepdims: bool = False) -> None:
        super().__init__()
        self.keepdims = keepdims

    def forward(self, x: Tensor) -> Tensor:
        """The mean over all pixels."""
        return x.mean(dim=(1, 2), keepdim=self.keepdims)
