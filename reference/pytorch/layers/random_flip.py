"""Random flip in PyTorch, which itself has none: Tensor.flip where the mask says so."""

import torch
from torch import Tensor, nn

from reference.weights import named

AXES = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}


class RandomFlip(nn.Module):
    """Each image flipped or left as it is in training, else x."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], mode: str = "horizontal_and_vertical") -> None:
        super().__init__()
        self.axes = AXES[mode]
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """The flipped images; the flips are drawn where none are set."""
        if not self.training:
            return x
        flips = torch.rand(len(x)) < 0.5 if self.mask is None else self.mask.bool()
        return torch.where(flips[:, None, None, None], x.flip(self.axes), x)
