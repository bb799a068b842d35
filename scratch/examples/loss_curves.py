r"""Two losses for one constant answer p to targets y of zeros and ones.

mse: (1/N) Σ (y - p)²;   cross-entropy: -(1/N) Σ [y log p + (1 - y) log(1 - p)]

Both are least at p = the share of ones. Towards a wrong certainty the first stays below 1,
while the second grows without bound.

Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.2.
"""

import numpy as np

from scratch.validation import reals, reject


def loss_curves(y_true, predictions):
    """The two curves, each of the shape of `predictions`.

    Arguments:
        y_true: targets in [0, 1], (samples,).
        predictions: the values of p to try, each in (0, 1), (predictions,).

    >>> curves = loss_curves(np.array([0.0, 1.0]), np.array([0.5]))
    >>> float(curves["mse"][0]), round(float(curves["cross_entropy"][0]), 4)
    (0.25, 0.6931)
    """
    y, p = reals("y_true", y_true, rank=1), reals("predictions", predictions, rank=1)
    if y.size == 0:
        reject("y_true", "an array of one target or more", y.shape)
    if not np.all((p > 0) & (p < 1)):
        reject("predictions", "strictly between 0 and 1", predictions)
    y = y.astype(p.dtype, copy=False)[:, None]
    return {
        "mse": np.mean(np.square(y - p), axis=0),
        "cross_entropy": -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p), axis=0),
    }
