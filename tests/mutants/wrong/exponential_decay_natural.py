"""Exponential decay: the rate falls by decay_rate every decay_steps.

like: exponential_decay
object: exponential_decay
verdict: wrong
cause: base|exp|rate|formula
note: It takes decay_rate for an exponent, exp(-rate t / T), instead of the base of the power.
"""

import numpy as np


def exponential_decay(step, initial_learning_rate=0.1, decay_steps=10, decay_rate=0.9):
    return initial_learning_rate * np.exp(-decay_rate * step / decay_steps)
