"""Weight: where a canonical parameter lives in a framework, and how its layout changes.

Canonical is Keras's: kernels (in, out) and HWIO, gates i f c o and z r h.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np


def same(array: np.ndarray) -> np.ndarray:
    """The array as it is."""
    return array


@dataclass(frozen=True)
class Weight:
    """One parameter of a twin.

    Attributes:
        path: attribute path in the framework's module: "linear.weight".
        encode: canonical array -> the framework's layout.
        decode: the framework's layout -> canonical array; for gradients as well, so it must be
            linear: a permutation of axes or of blocks.
    """

    path: str
    encode: Callable[[np.ndarray], np.ndarray] = same
    decode: Callable[[np.ndarray], np.ndarray] = same


def axes(path: str, *order: int) -> Weight:
    """A Weight whose canonical axes, taken in `order`, are the framework's."""
    inverse = tuple(int(i) for i in np.argsort(order))
    return Weight(path, lambda array: array.transpose(order), lambda a: a.transpose(inverse))


def named(*names: str) -> dict[str, Weight]:
    """Weights that have our names and layouts already."""
    return {name: Weight(name) for name in names}


def inside(prefix: str, weights: Mapping[str, Weight]) -> dict[str, Weight]:
    """The Weights of a layer that is another's attribute: forward_kernel is in forward_layer."""
    return {
        f"{prefix}_{name}": replace(weight, path=f"{prefix}_layer.{weight.path}")
        for name, weight in weights.items()
    }


def qualified(prefix: str, weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights of one network of several: "dense/kernel" -> "generator/dense/kernel"."""
    return {f"{prefix}/{name}": value for name, value in weights.items()}


def owned(prefix: str, weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Those weights that `qualified` gave this prefix, without it."""
    return {
        name.removeprefix(f"{prefix}/"): value
        for name, value in weights.items()
        if name.startswith(f"{prefix}/")
    }
