r"""RMSprop: gradients divided by the root of the mean of their recent squares.

v ← ρ v + (1 - ρ) g²           centered: m ← ρ m + (1 - ρ) g, and v - m² in place of v below
Keras:    s = g / √(v + ε);    w ← w - η s;   with momentum: b ← μ b + η s, w ← w - b
PyTorch:  s = g / (√v + ε);    w ← w - η s;   with momentum: b ← μ b + s,   w ← w - η b

Source: Tieleman and Hinton, "Neural networks for machine learning", lecture 6.5, 2012; Graves,
"Generating sequences with recurrent neural networks", 2013 (centered).
"""

import numpy as np

from scratch.optimizers.optimizer import Optimizer
from scratch.validation import boolean, number


class RMSprop(Optimizer):
    """w ← w - η g / √(v + ε), where v is a moving mean of g².

    Arguments:
        learning_rate: η.
        rho: ρ in [0, 1), the share of the old mean that is kept.
        momentum: μ in [0, 1).
        epsilon: ε; inside the root in Keras's convention, outside it in PyTorch's.
        centered: divide by the deviation of the gradients instead of their root mean square.
        weight_decay, convention, clipping: as every Optimizer's.

    >>> w = {"w": np.array([1.0])}
    >>> RMSprop(learning_rate=0.1, rho=0.75, epsilon=0.0).step(w, {"w": np.array([2.0])})
    >>> w["w"]  # 1 - 0.1 * 2 / √(0.25 * 4)
    array([0.8])
    """

    def __init__(
        self,
        learning_rate=0.001,
        rho=0.9,
        momentum=0.0,
        epsilon=1e-7,
        centered=False,
        weight_decay=0.0,
        convention="keras",
        **clipping,
    ):
        super().__init__(learning_rate, weight_decay, convention, **clipping)
        self.rho = float(number("rho", rho, least=0, below=1))
        self.momentum = float(number("momentum", momentum, least=0, below=1))
        self.epsilon = float(number("epsilon", epsilon, least=0))
        self.centered = boolean("centered", centered)

    def start(self, w):
        """The moving means and the momentum, those that are used, at zero."""
        used = {"velocity": True, "average_gradient": self.centered, "momentum": self.momentum}
        return {name: np.zeros_like(w) for name, wanted in used.items() if wanted}

    def update(self, w, g, state, η):
        """One step of the convention that was chosen; Keras's momentum holds η."""
        as_keras, ε = self.convention == "keras", self.epsilon
        v = self.mean_square(g, state)
        step = g / (np.sqrt(v + ε) if as_keras else np.sqrt(v) + ε)
        if as_keras:
            step *= η
        if self.momentum:
            b = state["momentum"]
            b *= self.momentum
            b += step
            step = b
        w -= step if as_keras else η * step

    def mean_square(self, g, state):
        """v ← ρ v + (1 - ρ) g²; where centered, v - m², the variance."""
        v, ρ = state["velocity"], self.rho
        v *= ρ
        v += (1 - ρ) * g * g
        if not self.centered:
            return v
        m = state["average_gradient"]
        m *= ρ
        m += (1 - ρ) * g
        # Of a constant gradient the variance is zero, and rounding may make it less.
        return np.maximum(v - m * m, 0)
