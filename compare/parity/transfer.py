"""Weights from one model to the other: layouts change, nothing else."""

from typing import Any

import numpy as np

from compare.parity import attention
from reference.observed import Layer, Observation

ZERO, ONE = ("bias", "beta", "moving_mean"), ("gamma",)


def perturb(side: Any, seen: Observation) -> None:
    """Make weights that are all alike generic: a bias of zeros would hide a missing bias."""
    for k, layer in enumerate(seen.layers):
        for n, (name, value) in enumerate(layer.weights.items()):
            if value.size and value.dtype.kind == "f" and np.ptp(value) == 0:
                side.write(k, name, generic(name, value, 100 * k + n))


def generic(name: str, value: np.ndarray, seed: int) -> np.ndarray:
    """Numbers near `value`; a variance stays positive."""
    noise = np.random.default_rng(seed).uniform(-1, 1, value.shape).astype(np.float32)
    if name == "moving_variance":
        return value + 0.5 + 0.4 * noise
    return value + 0.2 * noise


def copy(
    source: Observation, target: Observation, side: Any, pairs: list[tuple[int, int]]
) -> list[str]:
    """Write the source's weights into the target, layer by layer; what did not fit, in words."""
    trouble = []
    for i, j in pairs:
        a, b = source.layers[i], target.layers[j]
        for name, value in b.weights.items():
            given = a.weights.get(name)
            if given is None:
                side.write(j, name, absent(name, value, a))
            elif given.shape == value.shape:
                side.write(j, name, given)
            else:
                trouble.append(
                    f"{name} of {a.name} is {given.shape}, that of {b.name} {value.shape}"
                )
    copy_attention(source, target, side)
    return trouble


def copy_attention(source: Observation, target: Observation, side: Any) -> None:
    """Between an attention layer and one that is written by hand."""
    ours, theirs = attention.layers_of(source), attention.layers_of(target)
    if theirs and not ours:
        for group, (j, layer) in zip(attention.groups(source), theirs, strict=False):
            for name, value in attention.weights_of(source, group).items():
                if name in layer.weights and layer.weights[name].size == value.size:
                    side.write(j, name, value.reshape(layer.weights[name].shape))
    if ours and not theirs:
        for (_, layer), group in zip(ours, attention.groups(target), strict=False):
            for j in {k for k, _ in group.values()}:
                for weight, value in target.layers[j].weights.items():
                    given = [
                        layer.weights[f"{name}_{weight}"]
                        for name, (k, _) in group.items()
                        if k == j and f"{name}_{weight}" in layer.weights
                    ]
                    if given and sum(g.size for g in given) == value.size:
                        side.write(j, weight, np.concatenate(given, axis=-1))


def absent(name: str, value: np.ndarray, source: Layer) -> np.ndarray:
    """A weight that the source has not: GRU's second bias is zero, another stays visible."""
    if name.endswith("recurrent_bias") and any("bias" in n for n in source.weights):
        return np.zeros_like(value)
    return generic(name, value, 7)
