"""Imputation in PyTorch: torch.nanmean, and torch.nanquantile for the median.

torch.nanmedian takes the lower of the two middle values; NumPy and Keras take their mean.
"""

import torch
from torch import Tensor


def impute(train: Tensor, x: Tensor, strategy: str = "mean") -> dict[str, Tensor]:
    """x with its gaps filled from `train`, and what they were filled with."""
    if strategy == "mean":
        fill = torch.nanmean(train, dim=0)
    else:
        fill = torch.nanquantile(train, 0.5, dim=0)
    return {"output": torch.where(torch.isnan(x), fill, x), "fill": fill}
