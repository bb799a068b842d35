"""GlobalMaxPooling2D in PyTorch is torch.amax over height and width."""

from torch import Tensor, nn

from reference.weights import named


class GlobalMaxPooling2D(nn.Module):
    """The greatest number of each channel."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], keepdims: bool = False) -> None:
        super().__init__()
        self.keepdims = keepdims

    def forward(self, x: Tensor) -> Tensor:
        """The maximum over all pixels."""
        return x.amax(dim=(1, 2), keepdim=self.keepdims)
