"""Momentum for lists of arrays, the learning rate inside the velocity.

like: sgd
object: Momentum
verdict: right
note: Keras's form, v = mu v - lr g; the state is made on first use.
"""

import numpy as np


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def step(self, params, grads):
        if self.velocity is None:
            self.velocity = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            self.velocity[i] = self.momentum * self.velocity[i] - self.learning_rate * g
            p += self.velocity[i]
