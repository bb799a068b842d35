"""Adam in one function.

like: adam
object: adam
verdict: wrong
cause: state|forget|persist|moment|every (call|step)|remember
note: m, v and t start anew at each call, so every step is the first.
"""

import numpy as np


def adam(params, grads, m=None, v=None, t=0, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    if m is None:
        m, v = np.zeros_like(params), np.zeros_like(params)
    t += 1
    m = beta1 * m + (1 - beta1) * grads
    v = beta2 * v + (1 - beta2) * grads**2
    return params - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
