"""Softmax, as written in the lecture notes.

like: softmax
object: softmax
verdict: wrong
cause: overflow|nan|large input
note: Without the shift by the maximum large logits give infinity over infinity.
"""

import numpy as np


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)
