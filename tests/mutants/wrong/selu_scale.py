"""SELU activation.

like: selu
object: selu
verdict: wrong
cause: scale|factor|constant
note: The scale is applied to the positive branch only.
"""

import numpy as np

ALPHA = 1.6732632423543772
SCALE = 1.0507009873554805


def selu(x):
    return np.where(x > 0, SCALE * x, ALPHA * (np.exp(np.minimum(x, 0)) - 1))
