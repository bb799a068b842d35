"""What all readings share: orientations of a weight array, and the numbers that a factor may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from compare.validation.calling import LEARNING_RATE
from compare.validation.names import plain
from compare.validation.tape import Node


@dataclass(frozen=True)
class Orientation:
    """How an array of the user's becomes the canonical one."""

    order: tuple[int, ...]
    squeezed: tuple[int, ...]
    shape: tuple[int, ...]

    @property
    def kind(self) -> str:
        """Whether anything is turned round."""
        return "turned" if self.order != tuple(sorted(self.order)) else "straight"

    def __call__(self, node: Node) -> Node:
        """The user's node as the canonical one."""
        return node.reshape(*self.squeezed).transpose(*self.order).reshape(*self.shape)


def oriented(shape: tuple[int, ...], canonical: tuple[int, ...]) -> Iterator[Orientation]:
    """The orders of the axes that make `shape` the canonical one; axes of length one are free."""
    squeezed = tuple(n for n in shape if n != 1) or (1,)
    wanted = tuple(n for n in canonical if n != 1) or (1,)
    if len(squeezed) != len(wanted):
        return
    for order in permutations(range(len(squeezed))):
        if tuple(squeezed[k] for k in order) == wanted:
            yield Orientation(order, squeezed, canonical)


def factors(n: int, rate: float, obj: Any, **more: int) -> dict[float, str]:
    """Value -> words, for the factors that this case makes likely."""
    found: dict[float, str] = {}
    for name, value in getattr(obj, "__dict__", {}).items():
        if isinstance(value, float) and plain(name) in ("lr", "learningrate", "alpha", "eta"):
            found[value] = "the learning rate, which is applied again later"
    for words, value in {"the batch size": n, **more}.items():
        if value and value > 1:
            found.setdefault(1.0 / value, f"1/N: divided by {words}, averaged a second time (mean)")
            found.setdefault(float(value), f"N: not divided by {words}, the mean 1/N is missing")
            found.setdefault(2.0 / value, f"2/N: twice, and divided by {words} (mean)")
            found.setdefault(float(np.sqrt(value)), f"the square root of {words}")
            found.setdefault(float(1 / np.sqrt(value)), f"1/√ of {words}")
    found.setdefault(rate, "the learning rate")
    found.setdefault(LEARNING_RATE, "the learning rate")
    return found


Reader = Callable[..., Any]
