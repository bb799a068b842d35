r"""Adagrad: each weight has its own rate, which falls with the squares of its gradients so far.

a ← a + g²
Keras:    w ← w - η g / √(a + ε)
PyTorch:  w ← w - η g / (√a + ε)

Source: Duchi, Hazan, Singer, "Adaptive subgradient methods", 2011.
"""

import numpy as np

from scratch.optimizers.optimizer import Optimizer
from scratch.validation import number


class Adagrad(Optimizer):
    """w ← w - η g / √(a + ε), where a is the sum of all g² so far.

    Arguments:
        learning_rate: η.
        initial_accumulator_value: a before the first step.
        epsilon: ε; inside the root in Keras's convention, outside it in PyTorch's.
        weight_decay, convention, clipping: as every Optimizer's.

    >>> w = {"w": np.array([1.0])}
    >>> optimizer = Adagrad(learning_rate=0.1, initial_accumulator_value=0.0, epsilon=0.0)
    >>> for _ in range(2):
    ...     optimizer.step(w, {"w": np.array([2.0])})
    >>> w["w"].round(6)  # 1 - 0.1 - 0.1 / √2
    array([0.829289])
    """

    def __init__(
        self,
        learning_rate=0.001,
        initial_accumulator_value=0.1,
        epsilon=1e-7,
        weight_decay=0.0,
        convention="keras",
        **clipping,
    ):
        super().__init__(learning_rate, weight_decay, convention, **clipping)
        self.initial_accumulator_value = float(
            number("initial_accumulator_value", initial_accumulator_value, least=0)
        )
        self.epsilon = float(number("epsilon", epsilon, least=0))

    def start(self, w):
        """The sum of squares, at its first value."""
        return {"accumulator": np.full_like(w, self.initial_accumulator_value)}

    def update(self, w, g, state, η):
        """a ← a + g²; w ← w - η g / √a, kept from zero by ε."""
        a, ε = state["accumulator"], self.epsilon
        a += g * g
        root = np.sqrt(a + ε) if self.convention == "keras" else np.sqrt(a) + ε
        w -= η * g / root
