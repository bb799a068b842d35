"""Concatenate in PyTorch is torch.cat."""

import torch
from torch import Tensor, nn

from reference.weights import named


class Concatenate(nn.Module):
    """Arrays side by side."""

    WEIGHTS = named()
    takes_list = True

    def __init__(self, input_shapes: list[tuple[int, ...]], axis: int = -1) -> None:
        super().__init__()
        self.axis = axis

    def forward(self, xs: list[Tensor]) -> Tensor:
        """y = [x_1, ..., x_n]."""
        return torch.cat(xs, dim=self.axis)
