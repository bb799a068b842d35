"""Cosine annealing from the first learning rate to zero.

like: cosine_decay
object: CosineDecay
verdict: right
note: Half a wave over decay_steps and the end value from then on.
"""

import numpy as np


class CosineDecay:
    def __init__(self, initial_learning_rate=0.1, decay_steps=100):
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps

    def __call__(self, step):
        progress = min(step, self.decay_steps) / self.decay_steps
        return self.initial_learning_rate * 0.5 * (1 + np.cos(np.pi * progress))
