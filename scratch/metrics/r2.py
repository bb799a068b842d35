r"""Coefficient of determination: R² = 1 - Σ (y_i - ŷ_i)² / Σ (y_i - ȳ)².

1 is perfect, 0 is no better than always predicting the mean, and there is no lower bound.

Source: Wright, "Correlation and Causation", Journal of Agricultural Research, 1921.
"""

import numpy as np

from scratch.metrics.metric import numbers
from scratch.validation import reject


def r2(y_true, y_pred):
    """The mean over the outputs of 1 - Σ (y - ŷ)² / Σ (y - ȳ)², with the sums over samples.

    Shapes: both (samples,) or (samples, outputs), of at least two samples. For an output that is
    constant, whose Σ (y - ȳ)² is 0, the score is 1 where the prediction is exact, else 0.

    >>> float(r2(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])))
    0.5
    """
    y_true, y_pred = numbers(y_true, y_pred)
    if y_pred.ndim > 2 or len(y_pred) < 2:
        reject("y_pred", "(samples,) or (samples, outputs), with at least 2 samples", y_pred.shape)
    residual = np.square(y_true - y_pred).sum(axis=0)
    constant = np.all(y_true == y_true[0], axis=0)
    total = np.square(y_true - y_true.mean(axis=0)).sum(axis=0)
    score = 1 - residual / np.where(constant, 1, total)
    return np.mean(np.where(constant, residual == 0, score)).astype(y_pred.dtype)
