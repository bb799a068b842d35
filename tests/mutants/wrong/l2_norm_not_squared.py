"""Weight penalty with the L2 norm.

like: l2
object: l2_penalty
verdict: wrong
cause: square|root|norm
note: The norm itself is penalised, not its square.
"""

import numpy as np


def l2_penalty(w, lam=0.01):
    return lam * np.linalg.norm(w)
