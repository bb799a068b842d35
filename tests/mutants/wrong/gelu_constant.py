r"""GELU, the tanh formula.

like: gelu
object: gelu
verdict: wrong
cause: constant|coefficient|approximation|0\.044715|factor
note: The cubic's coefficient lost a zero: 0.44715 instead of 0.044715.
"""

import numpy as np


def gelu(x):
    inner = np.sqrt(2 / np.pi) * (x + 0.44715 * x**3)
    return 0.5 * x * (1 + np.tanh(inner))
