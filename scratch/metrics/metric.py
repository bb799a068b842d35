"""What the metrics share: how classes are read, and how a ratio of counts is averaged."""

import numpy as np

from scratch.validation import one_of, reals, reject, same_shape


def classes(y_true, y_pred, num_classes=None):
    """Both arguments as class numbers, one a sample: integers of shape (samples,)."""
    y_true = class_numbers("y_true", y_true, num_classes)
    y_pred = class_numbers("y_pred", y_pred, num_classes)
    same_shape("y_true", y_true, y_pred.shape, "the predicted classes")
    return y_true, y_pred


def class_numbers(argument, y, num_classes=None):
    """The class of each sample: y itself, or the place of the greatest score (of the one).

    y is (samples,) class numbers, or (samples, classes) scores or one-hot rows.
    """
    y = reals(argument, y)
    too_few = y.size == 0 or (y.ndim == 2 and y.shape[1] < 2)
    if y.ndim not in (1, 2) or too_few:
        reject(argument, "(samples,) class numbers or (samples, classes) scores", y.shape)
    if y.ndim == 2:
        if num_classes is not None and y.shape[1] != num_classes:
            reject(argument, f"scores of {num_classes} classes, as `num_classes` says", y.shape)
        return y.argmax(axis=1)
    if not np.all(y == np.floor(y)) or y.min() < 0:
        reject(argument, "whole class numbers from 0, or a row of scores a sample", y)
    if num_classes is not None and y.max() >= num_classes:
        reject(argument, f"class numbers below {num_classes}, as `num_classes` says", y)
    return y.astype(int)


def numbers(y_true, y_pred):
    """Both as floating arrays of one shape and of the dtype of y_pred; nothing is broadcast."""
    y_pred = reals("y_pred", y_pred, least_rank=1)
    y_true = same_shape("y_true", reals("y_true", y_true), y_pred.shape, "y_pred")
    if y_pred.size == 0:
        reject("y_pred", "an array of at least one element", y_pred.shape)
    return y_true.astype(y_pred.dtype, copy=False), y_pred


def result_dtype(y_pred):
    """The dtype of a metric: that of y_pred where it is floating, else float64."""
    return reals("y_pred", y_pred).dtype


def ratio(part, whole, average, dtype):
    """The share part / whole of each class, or an average of it; 0 where the whole is 0.

    Arguments:
        part: counts of shape (classes,).
        whole: counts of shape (classes,); where one is 0, its part is 0 as well.
        average: None (each class), "macro" (the mean over classes), "micro" (the ratio of the
            sums) or "binary" (class 1 of two).
        dtype: of the result.
    """
    one_of("average", average, (None, "macro", "micro", "binary"))
    if average == "binary":
        if len(part) != 2:
            reject("num_classes", "2 where `average` is 'binary'", len(part))
        part, whole = part[1], whole[1]
    if average == "micro":
        part, whole = part.sum(), whole.sum()
    each = (part / np.maximum(whole, 1)).astype(dtype)
    return each.mean() if average == "macro" else each
