"""Min-max scaling in PyTorch: torch.aminmax."""

import torch
from torch import Tensor


def min_max_scale(train: Tensor, x: Tensor) -> dict[str, Tensor]:
    """x in the range of `train`, and the way back."""
    least, greatest = torch.aminmax(train, dim=0)
    span = greatest - least
    scale = torch.where(span == 0, torch.ones_like(span), span)
    z = (x - least) / scale
    return {"output": z, "inverse": torch.addcmul(least, z, scale), "offset": least, "scale": scale}
