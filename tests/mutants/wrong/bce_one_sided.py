"""Log loss for two classes.

like: binary_crossentropy
object: bce
verdict: wrong
cause: term|1 ?- ?t|1 ?- ?y|negative class|second
note: The term of the negative class, (1 - t) log(1 - p), is forgotten.
"""

import numpy as np


def bce(y, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p))
