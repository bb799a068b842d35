"""Momentum optimizer for dictionaries of parameters.

like: sgd
object: MomentumOptimizer
verdict: wrong
cause: state|forget|persist|velocity|every (call|step)|remember
note: Each update starts by setting the velocities to zero.
"""

import numpy as np


class MomentumOptimizer:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocities = {}

    def initialize(self, params):
        self.velocities = {name: np.zeros_like(p) for name, p in params.items()}

    def update(self, params, grads):
        self.initialize(params)
        for name in params:
            v = self.momentum * self.velocities[name] - self.learning_rate * grads[name]
            self.velocities[name] = v
            params[name] += v
