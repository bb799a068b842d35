"""GELU as in GPT-2.

like: gelu
object: gelu
verdict: right
note: The tanh approximation, as Keras and PyTorch offer it under the name approximate.
"""

import numpy as np


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
