"""Where a Keras layer's weights are, and how each is read and written in the canonical layout."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from reference.weights import same

Change = Callable[[np.ndarray], np.ndarray]


@dataclass
class Slot:
    """One canonical weight: a variable, or a row of one.

    Attributes:
        variable: the Keras variable.
        row: which row of it; None for all of it.
        decode: Keras -> canonical; back is a reshape.
    """

    variable: Any
    row: int | None = None
    decode: Change = same
    state: bool = False

    @property
    def frozen(self) -> bool:
        """Whether training leaves it as it is."""
        return not self.state and not self.variable.trainable

    def part(self, value: np.ndarray) -> np.ndarray:
        """The canonical part of the variable's value, or of its gradient."""
        return np.array(self.decode(value if self.row is None else value[self.row]))

    def read(self) -> np.ndarray:
        """The canonical value."""
        return self.part(self.variable.numpy())

    def write(self, value: np.ndarray) -> None:
        """Set it."""
        whole = self.variable.numpy().copy()
        if self.row is None:
            whole = np.asarray(value).reshape(whole.shape)
        else:
            whole[self.row] = value
        self.variable.assign(whole)


def flat(*shape: int) -> Change:
    """A reshape."""
    return lambda a: a.reshape(shape)
