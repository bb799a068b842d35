"""Softmax in one line.

like: softmax
object: softmax
verdict: wrong
cause: axis|whole (array|batch)|normali[sz]|sum
note: It divides by the sum of the whole batch, not of each row.
"""

import numpy as np


def softmax(scores):
    """scores: (batch, classes); returns probabilities of the same shape."""
    return np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()
