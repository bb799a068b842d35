"""ELU with its derivative from the output.

like: elu
object: elu,elu_derivative
verdict: wrong
cause: derivative
note: On the negative side alpha has to be added to the output; it is forgotten.
"""

import numpy as np


def elu(x, alpha=1.0):
    return np.where(x >= 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_derivative(x, alpha=1.0):
    return np.where(x >= 0, 1, elu(x, alpha))
