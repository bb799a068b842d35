r"""Adam: moving means of the gradient and of its square, corrected for their start at zero.

m ← β₁ m + (1 - β₁) g          v ← β₂ v + (1 - β₂) g²          c = √(1 - β₂ᵗ), at step t
Keras:    w ← w - η c / (1 - β₁ᵗ) · m / (√v + ε)         (AMSGrad: the greatest v so far for v)
PyTorch:  w ← w - η / (1 - β₁ᵗ) · m / (√v / c + ε)

Both are in the paper: Keras's is its faster order of computation, in which ε is called ε̂. They
differ in ε alone: PyTorch's is Keras's with ε c in place of ε.

Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015; Reddi, Kale, Kumar, "On
the convergence of Adam and beyond", 2018 (AMSGrad).
"""

import numpy as np

from scratch.optimizers.optimizer import Optimizer
from scratch.validation import boolean, number


class Adam(Optimizer):
    """w ← w - α m / (√v + ε), with α = η √(1 - β₂ᵗ) / (1 - β₁ᵗ).

    Arguments:
        learning_rate: η.
        beta_1, beta_2: β₁ and β₂ in [0, 1), the shares of the old means that are kept.
        epsilon: ε.
        amsgrad: divide by the greatest v so far, so that no weight's rate ever rises.
        weight_decay, convention, clipping: as every Optimizer's.

    >>> w = {"w": np.array([1.0, 1.0])}
    >>> Adam(learning_rate=0.1, epsilon=0.0).step(w, {"w": np.array([5.0, -0.001])})
    >>> w["w"].round(6)  # the first step is η, whatever the gradient's size
    array([0.9, 1.1])
    """

    def __init__(
        self,
        learning_rate=0.001,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        amsgrad=False,
        weight_decay=0.0,
        convention="keras",
        **clipping,
    ):
        super().__init__(learning_rate, weight_decay, convention, **clipping)
        self.beta_1 = float(number("beta_1", beta_1, least=0, below=1))
        self.beta_2 = float(number("beta_2", beta_2, least=0, below=1))
        self.epsilon = float(number("epsilon", epsilon, least=0))
        self.amsgrad = boolean("amsgrad", amsgrad)

    def start(self, w):
        """Both moments, and the greatest second one where it is used, at zero."""
        names = ("momentum", "velocity", "velocity_hat")[: 3 if self.amsgrad else 2]
        return {name: np.zeros_like(w) for name in names}

    def update(self, w, g, state, η):
        """One step; t is `iterations`, which counts from 1."""
        m, v, t = state["momentum"], state["velocity"], self.iterations
        β1, β2, ε = self.beta_1, self.beta_2, self.epsilon
        c = (1 - β2**t) ** 0.5
        α = η * c / (1 - β1**t)
        m *= β1
        m += (1 - β1) * g
        v *= β2
        v += (1 - β2) * g * g
        if self.amsgrad:
            v = np.maximum(state["velocity_hat"], v, out=state["velocity_hat"])
        # One array for the whole step: √v + ε, then m / (√v + ε), then α m / (√v + ε).
        step = np.sqrt(v, out=np.empty_like(v))
        step += ε if self.convention == "keras" else ε * c
        np.divide(m, step, out=step)
        step *= α
        w -= step
