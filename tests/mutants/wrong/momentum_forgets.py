"""Momentum update, a function of the parameters and their gradient.

like: sgd
object: momentum
verdict: wrong
cause: state|forget|persist|velocity|every (call|step)|remember
note: The velocity is made anew at each call and never kept, so this is plain descent with a tenth of the rate.
"""

import numpy as np


def momentum(params, gradient, v=None, learning_rate=0.1, beta=0.9):
    if v is None:
        v = np.zeros_like(params)
    v = beta * v + (1 - beta) * gradient
    return params - learning_rate * v
