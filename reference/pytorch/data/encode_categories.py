"""Encoding of categories in PyTorch: torch.unique and torch.searchsorted."""

import torch
from torch import Tensor


def encode_categories(train: Tensor, values: Tensor) -> dict[str, Tensor]:
    """The numbers of `values` among the categories of `train`, the categories, and the way back."""
    categories = torch.unique(train)
    codes = torch.searchsorted(categories, values)
    return {"output": codes, "categories": categories, "inverse": categories[codes]}
