r"""Cosine decay of the learning rate.

like: cosine_decay
object: cosine_decay
verdict: wrong
cause: half|wave|factor|\b2\b|period|\bpi\b
note: A whole wave instead of half of one: the rate is back at its start in the end.
"""

import numpy as np


def cosine_decay(step, initial_learning_rate=0.1, decay_steps=100):
    t = min(step, decay_steps) / decay_steps
    return initial_learning_rate * 0.5 * (1 + np.cos(2 * np.pi * t))
