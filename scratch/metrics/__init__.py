"""Metrics, one a file: plain functions of (y_true, y_pred), for reading rather than training."""

from scratch.metrics.accuracy import accuracy
from scratch.metrics.binary_accuracy import binary_accuracy
from scratch.metrics.confusion_matrix import confusion_matrix
from scratch.metrics.f1_score import f1_score
from scratch.metrics.mae import mae
from scratch.metrics.mse import mse
from scratch.metrics.precision import precision
from scratch.metrics.r2 import r2
from scratch.metrics.recall import recall
from scratch.metrics.rmse import rmse
from scratch.registry import lookup

METRICS = {
    f.__name__: f
    for f in (
        accuracy,
        binary_accuracy,
        confusion_matrix,
        f1_score,
        mae,
        mse,
        precision,
        r2,
        recall,
        rmse,
    )
}


def get(metric):
    """The metric called `metric`; a callable is returned as it is.

    >>> get("accuracy").__name__
    'accuracy'
    """
    return lookup("metric", metric, METRICS)


__all__ = ["METRICS", "get", *METRICS]
