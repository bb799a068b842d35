"""Updates in kept arrays: the formulas of the optimizers, operation for operation.

What is not written out here is the optimizer's own `update`. The constants are arrays of no axes,
which NumPy takes in half the time that a Python number takes.
"""

import numpy as np

from scratch.optimizers.adam import Adam
from scratch.optimizers.sgd import SGD


class Called:
    """The update of any optimizer, called as it is.

    Attributes:
        passes: how many array functions go over each parameter, about.
    """

    passes = 12

    def __init__(self, optimizer, size, dtype):
        self.optimizer = optimizer

    def begin(self, η):
        """The rate of this step."""
        self.η = η

    def update(self, w, g, state):
        """Changes w and its state."""
        self.optimizer.update(w, g, state, self.η)


class FusedSGD:
    """v ← μ v - η g; w ← w + v."""

    passes = 4

    def __init__(self, optimizer, size, dtype):
        self.optimizer, self.part = optimizer, np.empty(size, dtype)
        self.μ, self.η = np.empty((), dtype), np.empty((), dtype)

    def begin(self, η):
        """The rates of this step."""
        self.μ[...], self.η[...] = self.optimizer.momentum, η

    def update(self, w, g, state):
        """Changes w and v."""
        v, part = state["velocity"], self.part[: w.size]
        np.multiply(v, self.μ, v)
        np.multiply(g, self.η, part)
        np.subtract(v, part, v)
        np.add(w, v, w)


class FusedAdam:
    """m ← β₁ m + (1 - β₁) g; v ← β₂ v + (1 - β₂) g²; w ← w - α m / (√v + ε)."""

    passes = 12

    def __init__(self, optimizer, size, dtype):
        self.optimizer, self.part = optimizer, np.empty(size, dtype)
        self.constants = np.empty(6, dtype)
        self.β1, self.β2, self.new1, self.new2, self.α, self.ε = (
            self.constants[i : i + 1].reshape(()) for i in range(6)
        )

    def begin(self, η):
        """The constants of this step, as `scratch.optimizers.Adam` has them."""
        optimizer = self.optimizer
        t, β1, β2, ε = optimizer.iterations, optimizer.beta_1, optimizer.beta_2, optimizer.epsilon
        c = (1 - β2**t) ** 0.5
        ε = ε if optimizer.convention == "keras" else ε * c
        self.constants[:] = β1, β2, 1 - β1, 1 - β2, η * c / (1 - β1**t), ε

    def update(self, w, g, state):
        """Changes w, m and v."""
        m, v, part = state["momentum"], state["velocity"], self.part[: w.size]
        np.multiply(m, self.β1, m)
        np.multiply(g, self.new1, part)
        np.add(m, part, m)
        np.multiply(v, self.β2, v)
        np.multiply(g, self.new2, part)
        np.multiply(part, g, part)
        np.add(v, part, v)
        np.sqrt(v, part)
        np.add(part, self.ε, part)
        np.divide(m, part, part)
        np.multiply(part, self.α, part)
        np.subtract(w, part, w)


def fused(optimizer, size, dtype):
    """The kernel of an optimizer, for at most `size` parameters at once."""
    if type(optimizer) is Adam and not optimizer.amsgrad:
        return FusedAdam(optimizer, size, dtype)
    usual = type(optimizer) is SGD and optimizer.convention == "keras" and not optimizer.nesterov
    if usual and optimizer.momentum:
        return FusedSGD(optimizer, size, dtype)
    return Called(optimizer, size, dtype)
