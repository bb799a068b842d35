"""What may have been done to a result: a factor, a transpose, a sum not taken, blocks permuted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

from compare.validation.measure import NEAR, residual


@dataclass(frozen=True)
class Transformed:
    """A transformation that turns what is expected into what was found.

    Attributes:
        says: what is wrong, in words.
        fix: how to mend it.
        fault: False where it is a convention.
        factor: the factor, where it is one.
        mean: the factor is one over the batch size.
    """

    says: str
    fix: str
    fault: bool = True
    factor: float = 0.0
    mean: bool = False


def transformed(
    name: str,
    got: np.ndarray | None,
    expected: np.ndarray,
    unsummed: list[np.ndarray],
    factors: Mapping[float, str],
) -> Transformed | None:
    """The transformation of `expected` that gives `got`, or None."""
    if got is None:
        return None
    what = quantity(name)
    if not np.all(np.isfinite(got)):
        return Transformed(
            f"{what} is NaN or infinite", "look for a division by zero or an overflow"
        )
    return (
        absent(what, got, expected)
        or scaled(what, got, expected, factors)
        or not_summed(what, got, unsummed)
        or turned(what, got, expected)
        or permuted(what, got, expected)
    )


def quantity(name: str) -> str:
    """What a gradient is called in a sentence."""
    if name == "output":
        return "the output"
    if name.startswith("input"):
        return "the gradient with respect to the input"
    gate = re.fullmatch(r"(kernel|recurrent|bias|joint|whole) (\w+?)\d", name)
    if gate:
        which = {"recurrent": "recurrent kernel", "joint": "weights", "whole": "weights"}.get(
            gate[1], gate[1]
        )
        one = f" of gate {gate[2]}" if len(gate[2]) == 1 and gate[2] != "h" else ""
        return f"the gradient of the {which}{one}"
    return f"the gradient of {name}" if name in ("h0", "c0") else f"the gradient of the {name}"


def factor_between(got: np.ndarray, expected: np.ndarray) -> float | None:
    """k where got = k expected, else None."""
    if got.size != expected.size or not np.any(expected):
        return None
    e = expected.ravel()
    k = float(got.ravel() @ e / (e @ e))
    if k == 0 or residual(got.ravel(), k * e) > NEAR:
        return None
    return k


def scaled(
    what: str, got: np.ndarray, expected: np.ndarray, factors: Mapping[float, str]
) -> Transformed | None:
    """A constant factor; the sign and the usual numbers have names."""
    if [n for n in got.shape if n != 1] != [n for n in expected.shape if n != 1]:
        return None
    k = factor_between(got, expected)
    if k is None or abs(k - 1) <= NEAR:
        return None
    named = name_factor(abs(k), factors)
    sign = "the sign is wrong: " if k < 0 else ""
    if abs(k + 1) <= NEAR:
        return Transformed(
            f"wrong sign: {what} has the opposite sign (the factor -1)", "negate it", factor=k
        )
    words = f"wrong factor: {sign}{what} is {k:.6g} times what it should be"
    if named:
        words += f" ({named})"
    fix = f"divide by {k:.6g}" + (f": {named}" if named else "")
    mean = abs(abs(k) - 1) > NEAR and "batch" in named and abs(k) < 1 and k > 0
    return Transformed(words, fix, factor=k, mean=mean)


def name_factor(k: float, factors: Mapping[float, str]) -> str:
    """What the number k is."""
    for value, words in {
        **factors,
        2.0: "a factor 2 too much",
        0.5: "the factor 2 is missing, half of it",
    }.items():
        if abs(k - value) <= 1e-9 * value:
            return words
    return ""


def not_summed(what: str, got: np.ndarray, unsummed: list[np.ndarray]) -> Transformed | None:
    """The sum over the batch is missing, runs over another axis, or over everything."""
    for whole in unsummed[:1]:
        flat = got.ravel()
        if got.size == whole.size and same_up_to_axes(got, whole):
            return Transformed(f"{what} is not summed over the batch", "sum over the samples' axis")
        for axis in range(whole.ndim):
            for words, value in (("summed", whole.sum(axis)), ("averaged", whole.mean(axis))):
                if value.size == flat.size and residual(flat, value.ravel()) <= NEAR:
                    return Transformed(
                        f"{what} is {words} over the wrong axis (axis {axis})",
                        "sum over the samples' axis, so that one number a parameter is left",
                    )
        some = summed_over_some(what, flat, whole)
        if some:
            return some
        total = whole.sum()
        if np.allclose(flat, total, rtol=1e-9) or np.allclose(flat, whole.mean(), rtol=1e-9):
            return Transformed(
                f"{what} is summed over all axes into one number: wrong axis of the sum",
                "sum over the samples' axis only",
            )
        for k, words in ((0, "first"), (-1, "last")):
            part = np.take(whole, k, 0)
            if part.size == flat.size and residual(flat, part.ravel()) <= NEAR:
                return Transformed(
                    f"{what} is that of the {words} sample only: not summed over the batch",
                    "add the contributions of all samples (+=)",
                )
    return None


def summed_over_some(what: str, flat: np.ndarray, whole: np.ndarray) -> Transformed | None:
    """Summed over some axes; of others only the first or the last place is taken."""
    for roles in product(("kept", "summed", "first", "last"), repeat=whole.ndim):
        held = [length for length, role in zip(whole.shape, roles) if role == "kept"]
        if int(np.prod(held)) != flat.size or not {"first", "last"} & set(roles):
            continue
        index = tuple({"first": 0, "last": -1}.get(role, slice(None)) for role in roles)
        left = [role for role in roles if role in ("kept", "summed")]
        over = tuple(axis for axis, role in enumerate(left) if role == "summed")
        if over and residual(flat, whole[index].sum(over).ravel()) <= NEAR:
            axes = [axis for axis, role in enumerate(roles) if role == "summed"]
            place = next(role for role in roles if role in ("first", "last"))
            return Transformed(
                f"{what} is summed over too few axes, {axes}: of the others only the {place} "
                "place counts",
                "sum over every axis but that of the parameter",
            )
    return None


def same_up_to_axes(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether b's axes can be ordered so that it is a."""
    return any(
        b.transpose(p).shape == a.shape and residual(a, b.transpose(p)) <= NEAR
        for p in permutations(range(b.ndim))
    )


def turned(what: str, got: np.ndarray, expected: np.ndarray) -> Transformed | None:
    """Axes in another order, or one of them backwards."""
    if expected.ndim < 2 or expected.ndim > 5:
        return reversed_axes(what, got, expected)
    for p in permutations(range(expected.ndim)):
        if p == tuple(range(expected.ndim)):
            continue
        other = expected.transpose(p)
        if other.shape == got.shape and residual(got, other) <= NEAR:
            return Transformed(f"{what} is transposed", "transpose it")
    return reversed_axes(what, got, expected)


def reversed_axes(what: str, got: np.ndarray, expected: np.ndarray) -> Transformed | None:
    """An axis, or all of them, run backwards."""
    if got.shape != expected.shape:
        return None
    axes = range(expected.ndim)
    for chosen in [(a,) for a in axes] + [(a, b) for a in axes for b in axes if a < b]:
        if residual(got, np.flip(expected, chosen)) <= NEAR:
            return Transformed(
                f"{what} is flipped (reversed order) along axes {list(chosen)}", "flip it back"
            )
        shifted = np.roll(expected, 1, chosen), np.roll(expected, -1, chosen)
        if any(residual(got, s) <= NEAR for s in shifted):
            return Transformed(
                f"{what} is shifted by one along axes {list(chosen)}: off by one",
                "shift it back",
            )
    return None


def permuted(what: str, got: np.ndarray, expected: np.ndarray) -> Transformed | None:
    """Blocks of columns or rows in another order, as of gates."""
    if got.shape != expected.shape or expected.ndim > 2 or expected.ndim == 0:
        return None
    for axis in range(expected.ndim):
        for count in (2, 3, 4):
            if expected.shape[axis] % count:
                continue
            blocks = np.split(expected, count, axis)
            for p in permutations(range(count)):
                other = np.concatenate([blocks[k] for k in p], axis)
                if list(p) != sorted(p) and residual(got, other) <= NEAR:
                    return Transformed(
                        f"the gates are permuted: the blocks of {what} are in the order {list(p)}, "
                        "another gate order than in the forward pass",
                        "use one gate order in both passes",
                    )
    return None


def absent(what: str, got: np.ndarray, expected: np.ndarray) -> Transformed | None:
    """All zero."""
    if np.any(expected) and not np.any(got):
        return Transformed(f"{what} is zero: it is never filled", "compute it in the backward pass")
    return None
