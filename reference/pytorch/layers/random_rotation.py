"""Random rotation in PyTorch: torch.nn.functional.affine_grid and grid_sample.

Places go from -1 to 1 there, from edge to edge of the image (align_corners=False), columns first;
so the rotation of an image that is not square is written with the ratio of its sides.
"""

from math import pi

import torch
from torch import Tensor, nn
from torch.nn.functional import affine_grid, grid_sample

from reference.weights import named


class RandomRotation(nn.Module):
    """Each image turned about its centre in training, else x."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], factor: float) -> None:
        super().__init__()
        self.factor = factor
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """The turned images; the angles are drawn where none are set."""
        if not self.training:
            return x
        if self.mask is None:
            share = torch.empty(len(x), dtype=x.dtype).uniform_(-self.factor, self.factor)
            angles = 2 * pi * share
        else:
            angles = self.mask
        images = x.movedim(-1, 1)
        grid = affine_grid(self.matrices(angles, *x.shape[1:3]), images.shape, align_corners=False)
        return grid_sample(images, grid, align_corners=False).movedim(1, -1)

    def matrices(self, angles: Tensor, rows: int, columns: int) -> Tensor:
        """(batch, 2, 3): from a place of the output to that of the input, columns first."""
        cos, sin, zero = angles.cos(), angles.sin(), torch.zeros_like(angles)
        to_column = torch.stack([cos, -sin * (rows / columns), zero], dim=1)
        to_row = torch.stack([sin * (columns / rows), cos, zero], dim=1)
        return torch.stack([to_column, to_row], dim=1)
