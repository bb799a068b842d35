"""Edge detection in PyTorch: torch.nn.functional.conv2d, which correlates."""

import torch
from torch import Tensor
from torch.nn import functional


def edge_detection(image: Tensor) -> Tensor:
    """The image convolved with the 3 x 3 edge kernel, where it fits."""
    kernel = -torch.ones(1, 1, 3, 3, dtype=image.dtype)
    kernel[0, 0, 1, 1] = 8
    return functional.conv2d(image[None, None], kernel)[0, 0]
