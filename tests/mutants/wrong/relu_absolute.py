"""ReLU, written with the wrong function of NumPy.

like: relu
object: relu
verdict: wrong
cause: negative side|absolute
note: |x| keeps the size of negative inputs, which a ReLU cuts off.
"""

import numpy as np


def relu(x):
    return np.abs(x)
