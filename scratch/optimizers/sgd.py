r"""Stochastic gradient descent, with momentum and Nesterov's momentum.

Keras:    v ← μ v - η g;  w ← w + v           (Nesterov: w ← w + μ v - η g)
PyTorch:  v ← μ v + g;    w ← w - η v         (Nesterov: w ← w - η (g + μ v))

The two agree while η is constant; when it changes, Keras's velocity still holds the old η.

Sources: Robbins and Monro 1951; Polyak 1964; Sutskever, Martens, Dahl, Hinton 2013 (Nesterov).
"""

import numpy as np

from scratch.optimizers.optimizer import Optimizer
from scratch.validation import boolean, number, one_of


class SGD(Optimizer):
    """w ← w - η g, with a velocity where momentum μ > 0.

    Arguments:
        learning_rate: η.
        momentum: μ in [0, 1).
        nesterov: look ahead along the velocity.
        weight_decay: λ. Decoupled in Keras's convention (w ← w - η λ w before the step);
            coupled in PyTorch's (g ← g + λ w).
        convention: "keras" or "pytorch", whose arithmetic is followed.

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
    ):
        super().__init__(learning_rate)
        self.momentum = number("momentum", momentum, least=0, below=1)
        self.nesterov = boolean("nesterov", nesterov)
        self.weight_decay = number("weight_decay", weight_decay, least=0)
        self.convention = one_of("convention", convention, ("keras", "pytorch"))

    def start(self, param):
        """A velocity of zero, where there is momentum."""
        return {"velocity": np.zeros_like(param)} if self.momentum else {}

    def update(self, param, grad, state):
        """One step of the convention that was chosen."""
        if self.convention == "keras":
            self.update_as_keras(param, grad, state)
        else:
            self.update_as_pytorch(param, grad, state)

    def update_as_keras(self, w, g, state):
        """v ← μ v - η g; w ← w + v."""
        η, μ, λ = self.learning_rate, self.momentum, self.weight_decay
        if λ:
            w -= η * λ * w
        if not μ:
            w -= η * g
            return
        v = state["velocity"]
        v *= μ
        v -= η * g
        w += μ * v - η * g if self.nesterov else v

    def update_as_pytorch(self, w, g, state):
        """v ← μ v + g; w ← w - η v."""
        η, μ, λ = self.learning_rate, self.momentum, self.weight_decay
        if λ:
            g = g + λ * w
        if not μ:
            w -= η * g
            return
        v = state["velocity"]
        v *= μ
        v += g
        w -= η * (g + μ * v) if self.nesterov else η * v
