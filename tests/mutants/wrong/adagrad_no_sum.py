"""Adagrad.

like: adagrad
object: Adagrad
verdict: wrong
cause: accumulat|sum|state|square
note: The squares replace the accumulator instead of being added to it.
"""

import numpy as np


class Adagrad:
    def __init__(self, learning_rate=0.01, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self.cache = {}

    def update(self, params, grads):
        for name, g in grads.items():
            self.cache[name] = g**2
            params[name] -= self.learning_rate * g / (np.sqrt(self.cache[name]) + self.epsilon)
