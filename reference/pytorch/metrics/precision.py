"""Precision in PyTorch: torch.bincount of the hits and of all that was predicted."""

import torch
from torch import Tensor

from reference.pytorch.metrics.classes import class_numbers, ratio


def precision(
    y_true: Tensor, y_pred: Tensor, num_classes: int, average: str | None = None
) -> Tensor:
    """TP / (TP + FP), by class or averaged."""
    true, predicted = class_numbers(y_true), class_numbers(y_pred)
    hits = torch.bincount(true[true == predicted], minlength=num_classes)
    taken = torch.bincount(predicted, minlength=num_classes)
    return ratio(hits, taken, average, y_pred.dtype)
