"""Accuracy in PyTorch: written out, as torch has no metrics of its own."""

from torch import Tensor

from reference.pytorch.metrics.classes import class_numbers


def accuracy(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """The share of right classes."""
    return (class_numbers(y_true) == class_numbers(y_pred)).to(y_pred.dtype).mean()
