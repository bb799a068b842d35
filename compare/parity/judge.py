"""Judging: each pair of layers accumulated and isolated, and which of them is the culprit."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from compare.parity.closeness import EXACT, NOTED, error
from reference.observed import INPUT, Layer, Observation, Source


@dataclass
class Judged:
    """One pair of layers.

    Attributes:
        left, right: their places; None where there is no partner.
        accumulated: the error with each model's own inputs.
        isolated: the error of the right layer on what the left one was given.
    """

    left: int | None
    right: int | None
    accumulated: float = 0.0
    isolated: float = 0.0


@dataclass
class Comparison:
    """Two observed models, aligned; values of the left as the right model would name them."""

    left: Observation
    right: Observation
    side: Any
    pairs: list[tuple[int, int]]
    inputs: list[np.ndarray]

    def __post_init__(self) -> None:
        self.partner = {j: i for i, j in self.pairs}
        self.reverse = dict(self.pairs)
        self.views: dict[Source, np.ndarray] = {}

    def view(self, source: Source, given: tuple[int, ...]) -> np.ndarray:
        """The left model's value for one of the right's, in the shape that is expected."""
        value = self.left_value(source)
        fits = value.size == np.prod(given) and value.shape != given
        return value.reshape(given) if fits else value

    def left_value(self, source: Source) -> np.ndarray:
        """The left partner's output, or the right step itself on the left's values."""
        k, which = source
        if source not in self.views:
            if k == INPUT:
                self.views[source] = self.inputs[which]
            elif which == 0 and k in self.partner:
                self.views[source] = self.left.layers[self.partner[k]].outputs[0]
            else:
                for n, y in enumerate(self.replayed(k)):
                    self.views[(k, n)] = y
        return self.views[source]

    def fed(self, k: int) -> list[np.ndarray]:
        """What the left model would give to the right's step k."""
        layer = self.right.layers[k]
        return [self.view(s, x.shape) for s, x in zip(layer.sources, layer.inputs, strict=True)]

    def replayed(self, k: int) -> list[np.ndarray]:
        """The right's step k on the left's values."""
        found: list[np.ndarray] = self.side.replay(k, self.fed(k))
        return found

    def judged(self) -> list[Judged]:
        """Every pair, in canonical order."""
        found = []
        for i, j in self.pairs:
            a, b = self.left.layers[i], self.right.layers[j]
            found.append(Judged(i, j, error(a.output, b.output), self.isolated(i, j)))
        return found

    def isolated(self, i: int, j: int) -> float:
        """The error of the right's step j on what the left model has."""
        try:
            return error(self.left.layers[i].output, self.replayed(j)[0])
        except Exception:  # noqa: BLE001 - shapes that do not fit raise whatever a framework raises
            return float("inf")

    def output_of(self, j: int) -> np.ndarray:
        """What the right's step j makes of the left's values; its own output where it cannot."""
        try:
            return self.replayed(j)[0]
        except Exception:  # noqa: BLE001 - likewise
            return self.right.layers[j].output

    def direct(self, i: int, j: int) -> float:
        """The error of the right's step j on the very inputs that the left's step i had."""
        a, b = self.left.layers[i], self.right.layers[j]
        if len(a.inputs) != len(b.inputs):
            return float("inf")
        try:
            given = [
                x.reshape(y.shape) if x.size == y.size else x
                for x, y in zip(a.inputs, b.inputs, strict=True)
            ]
            return error(a.output, self.side.replay(j, given)[0])
        except Exception:  # noqa: BLE001 - likewise
            return float("inf")

    def tail(self) -> float:
        """The error of the right's output, its last pair's value taken from the left."""
        try:
            value = self.left_value(self.right.output_source)
        except Exception:  # noqa: BLE001 - likewise
            return float("inf")
        return error(self.left.output, value)

    def between_left(self, i: int) -> list[int]:
        """The left's steps without a partner that lead to i."""
        return lonely(self.left, i, set(self.reverse))

    def between_right(self, j: int) -> list[int]:
        """The right's steps without a partner that lead to j."""
        return lonely(self.right, j, set(self.partner))


def lonely(seen: Observation, k: int, paired: set[int]) -> list[int]:
    """The steps without a partner between k and the nearest that have one."""
    found: list[int] = []
    open_ = [s for s, _ in seen.layers[k].sources]
    while open_:
        s = open_.pop()
        if s < 0 or s in paired or s in found:
            continue
        found.append(s)
        open_.extend(t for t, _ in seen.layers[s].sources)
    return sorted(found)


def changes(layer: Layer) -> bool:
    """Whether a step does anything to its numbers."""
    if not layer.inputs:
        return True
    x, y = layer.inputs[0], layer.output
    return x.size != y.size or error(x.reshape(-1), y.reshape(-1)) > EXACT


def disagrees(value: float, settings_differ: bool = False, kind: str = "") -> bool:
    """Whether an error is more than rounding, and more than a constant rounded to float32.

    TensorFlow finds the places between pixels in float32, whatever it resizes.
    """
    noted = 100 * NOTED if kind == "upsample" else NOTED
    return value > (EXACT if settings_differ else noted)
