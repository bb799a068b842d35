"""What the metrics of classes share: class numbers, and the average of a ratio of counts."""

import torch
from torch import Tensor


def class_numbers(y: Tensor) -> Tensor:
    """The class of each sample, from class numbers or from a row of scores a sample."""
    return y.argmax(dim=-1) if y.ndim == 2 else y.long()


def ratio(part: Tensor, whole: Tensor, average: str | None, dtype: torch.dtype) -> Tensor:
    """The share part / whole of each class or their average; 0 where the whole is 0."""
    if average == "binary":
        part, whole = part[1], whole[1]
    if average == "micro":
        part, whole = part.sum(), whole.sum()
    each = part.to(dtype) / whole.clamp(min=1).to(dtype)
    return each.mean() if average == "macro" else each
