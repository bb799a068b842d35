"""Recall in PyTorch: torch.bincount of the hits and of all that was there."""

import torch
from torch import Tensor

from reference.pytorch.metrics.classes import class_numbers, ratio


def recall(y_true: Tensor, y_pred: Tensor, num_classes: int, average: str | None = None) -> Tensor:
    """TP / (TP + FN), by class or averaged."""
    true, predicted = class_numbers(y_true), class_numbers(y_pred)
    hits = torch.bincount(true[true == predicted], minlength=num_classes)
    there = torch.bincount(true, minlength=num_classes)
    return ratio(hits, there, average, y_pred.dtype)
