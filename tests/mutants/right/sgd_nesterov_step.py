"""SGD with momentum, Nesterov and weight decay for a list of Parameter objects.

like: sgd
object: SGD
verdict: right
note: torch convention: the buffer holds gradients (not lr times gradients), step() takes no arguments.
"""

import numpy as np


class Parameter:
    def __init__(self, data):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)


class SGD:
    def __init__(self, params, lr=0.01, momentum=0.0, nesterov=False, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.nesterov, self.weight_decay = nesterov, weight_decay
        self.buf = [np.zeros_like(p.data) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.grad = np.zeros_like(p.data)

    def step(self):
        for p, buf in zip(self.params, self.buf):
            g = p.grad + self.weight_decay * p.data
            if self.momentum:
                buf *= self.momentum
                buf += g
                g = g + self.momentum * buf if self.nesterov else buf
            p.data = p.data - self.lr * g
