r"""Stochastic gradient descent, with momentum and Nesterov's momentum.

Keras:    v ← μ v - η g;  w ← w + v           (Nesterov: w ← w + μ v - η g)
PyTorch:  v ← μ v + g;    w ← w - η v         (Nesterov: w ← w - η (g + μ v))

The two agree while η is constant; when it changes, Keras's velocity still holds the old η.

Source: Robbins and Monro 1951; Polyak 1964; Sutskever, Martens, Dahl, Hinton 2013 (Nesterov).
"""

import numpy as np

from scratch.optimizers.optimizer import Optimizer
from scratch.validation import boolean, number


class SGD(Optimizer):
    """w ← w - η g, with a velocity where momentum μ > 0.

    Arguments:
        learning_rate: η.
        momentum: μ in [0, 1).
        nesterov: look ahead along the velocity.
        weight_decay, convention, clipping: as every Optimizer's.

    >>> w = {"w": np.array([1.0])}
    >>> SGD(learning_rate=0.1).step(w, {"w": np.array([2.0])})
    >>> w["w"]
    array([0.8])
    """

    def __init__(
        self,
        learning_rate=0.01,
        momentum=0.0,
        nesterov=False,
        weight_decay=0.0,
        convention="keras",
        **clipping,
    ):
        super().__init__(learning_rate, weight_decay, convention, **clipping)
        self.momentum = float(number("momentum", momentum, least=0, below=1))
        self.nesterov = boolean("nesterov", nesterov)

    def start(self, w):
        """A velocity of zero, where there is momentum."""
        return {"velocity": np.zeros_like(w)} if self.momentum else {}

    def update(self, w, g, state, η):
        """One step of the convention that was chosen."""
        if not self.momentum:
            w -= η * g
        elif self.convention == "keras":
            self.update_as_keras(w, g, state["velocity"], η)
        else:
            self.update_as_pytorch(w, g, state["velocity"], η)

    def update_as_keras(self, w, g, v, η):
        """v ← μ v - η g; w ← w + v."""
        μ = self.momentum
        v *= μ
        v -= η * g
        w += μ * v - η * g if self.nesterov else v

    def update_as_pytorch(self, w, g, v, η):
        """v ← μ v + g; w ← w - η v."""
        μ = self.momentum
        v *= μ
        v += g
        w -= η * (g + μ * v) if self.nesterov else η * v
