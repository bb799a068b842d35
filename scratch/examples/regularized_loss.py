r"""What a penalty does to the loss of the line ŷ = w x, seen along the weight w.

none: L = (1/N) Σ (y - w x)²;   L1: L + λ |w|;   L2: L + λ w²

Both draw the valley's floor towards w = 0. L1 has a kink there, which can hold the weight at
exactly zero; L2 is smooth and only shrinks it.

Sources: Hoerl and Kennard, "Ridge Regression", 1970 (L2); Tibshirani, "Lasso", 1996 (L1).
"""

import numpy as np

from scratch.validation import floats, number, same_shape


def regularized_loss(weights, x, y, rate=0.1):
    """The three loss curves, each of the shape of `weights`.

    Arguments:
        weights: the values of w to try, (weights,).
        x: inputs, (samples,).
        y: targets, (samples,).
        rate: λ.

    >>> curves = regularized_loss(np.array([0.0, 2.0]), np.array([1.0]), np.array([2.0]), 0.5)
    >>> {name: curve.tolist() for name, curve in curves.items()}
    {'none': [4.0, 0.0], 'l1': [4.0, 1.0], 'l2': [4.0, 2.0]}
    """
    w, x, y = floats("weights", weights, rank=1), floats("x", x, rank=1), floats("y", y)
    same_shape("y", y, x.shape, "x")
    λ = number("rate", rate, least=0)
    predictions = np.outer(w, x)
    loss = np.mean(np.square(y - predictions), axis=1)
    return {"none": loss, "l1": loss + λ * np.abs(w), "l2": loss + λ * w**2}
