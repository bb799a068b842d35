"""Gaussian noise in PyTorch, which has no layer for it: torch.randn_like, or noise from outside."""

import torch
from torch import Tensor, nn

from reference.weights import named


class GaussianNoise(nn.Module):
    """y = x + σ n in training, else x."""

    WEIGHTS = named()

    def __init__(self, input_shape: tuple[int, ...], stddev: float) -> None:
        super().__init__()
        self.stddev = stddev
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """x with the noise, which is drawn where none is set."""
        if not self.training:
            return x
        noise = torch.randn_like(x) if self.mask is None else self.mask
        return torch.add(x, noise, alpha=self.stddev)
