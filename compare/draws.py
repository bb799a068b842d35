"""Draw: how a case's input is made. The same seed and shape always give the same numbers.

Every number drawn is exactly a float32, so that the float64 and the float32 run of a case have
the same inputs and the one can be the truth for the other.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Draw:
    """An array to be made: `shape`, and how a generator makes it."""

    shape: tuple[int, ...]
    make: Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]
    view: Callable[[np.ndarray], np.ndarray] = lambda array: array

    def array(self, seed: int, dtype: str) -> np.ndarray:
        """The read-only array; integers and booleans keep their own type."""
        drawn = np.asarray(self.make(np.random.default_rng(seed), self.shape))
        if drawn.dtype.kind == "f":
            drawn = drawn.astype(np.float32).astype(dtype)
        drawn = self.view(drawn)
        drawn.setflags(write=False)
        return drawn


def normal(*shape: int, scale: float = 1.0, shift: float = 0.0) -> Draw:
    """Normal numbers, mean `shift`, deviation `scale`."""
    return Draw(shape, lambda rng, s: shift + scale * rng.standard_normal(s))


def uniform(*shape: int, low: float = 0.0, high: float = 1.0) -> Draw:
    """Uniform numbers in [low, high)."""
    return Draw(shape, lambda rng, s: rng.uniform(low, high, s))


def away_from_zero(*shape: int, least: float = 0.05) -> Draw:
    """Normal numbers of magnitude at least `least`: no kink is near enough to disturb a witness."""

    def make(rng: np.random.Generator, s: tuple[int, ...]) -> np.ndarray:
        x = rng.standard_normal(s)
        return np.where(np.abs(x) < least, np.copysign(least, x) + x, x)

    return Draw(shape, make)


def full(value: float, *shape: int) -> Draw:
    """One value everywhere."""
    return Draw(shape, lambda rng, s: np.full(s, float(value)))


def given(values: object) -> Draw:
    """These very values."""
    array = np.asarray(values)
    return Draw(array.shape, lambda rng, s: array.copy())


def ties(*shape: int) -> Draw:
    """Few distinct values, so that many elements are equal."""
    return Draw(shape, lambda rng, s: rng.integers(-1, 2, s).astype(float))


def integers(low: int, high: int, *shape: int) -> Draw:
    """Integers in [low, high)."""
    return Draw(shape, lambda rng, s: rng.integers(low, high, s))


def permutation(count: int) -> Draw:
    """The numbers 0 ... count - 1 in a random order."""
    return Draw((count,), lambda rng, s: rng.permutation(count))


def booleans(*shape: int, chance: float = 0.5) -> Draw:
    """True with the given chance."""
    return Draw(shape, lambda rng, s: rng.random(s) < chance)


def keep_mask(*shape: int, rate: float) -> Draw:
    """A dropout mask: 0 with chance `rate`, else 1/(1-rate)."""
    return Draw(shape, lambda rng, s: (rng.random(s) >= rate) / (1 - rate))


def probabilities(*shape: int) -> Draw:
    """Positive numbers that sum to one along the last axis."""

    def make(rng: np.random.Generator, s: tuple[int, ...]) -> np.ndarray:
        e = np.exp(rng.standard_normal(s))
        return e / e.sum(axis=-1, keepdims=True)

    return Draw(shape, make)


def shares(*shape: int) -> Draw:
    """Multiples of 1/64 that sum to exactly one along the last axis: soft targets."""

    def make(rng: np.random.Generator, s: tuple[int, ...]) -> np.ndarray:
        return rng.multinomial(64, np.full(s[-1], 1 / s[-1]), s[:-1]) / 64

    return Draw(shape, make)


def one_hot(*shape: int) -> Draw:
    """Rows with a single one."""
    return Draw(shape, lambda rng, s: np.eye(s[-1])[rng.integers(0, s[-1], s[:-1])])


def strided(draw: Draw) -> Draw:
    """The same numbers in memory that is not contiguous: every second element of a larger array."""

    def view(array: np.ndarray) -> np.ndarray:
        spaced = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        spaced[..., ::2] = array
        return spaced[..., ::2]

    return Draw(draw.shape, draw.make, view)
