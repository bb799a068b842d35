"""The confusion matrix in PyTorch: torch.bincount over the pairs of classes."""

import torch
from torch import Tensor

from reference.pytorch.metrics.classes import class_numbers


def confusion_matrix(y_true: Tensor, y_pred: Tensor, num_classes: int) -> Tensor:
    """Counts, true classes in rows and predicted ones in columns."""
    pairs = class_numbers(y_true) * num_classes + class_numbers(y_pred)
    return torch.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes)
