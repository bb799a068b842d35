"""Where a module's weights are, and how each is read and written in the canonical layout."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from reference.pytorch.room import array
from reference.weights import same

Change = Callable[[np.ndarray], np.ndarray]


@dataclass
class Slot:
    """One canonical weight of a step.

    Attributes:
        tensor: the parameter or buffer.
        encode, decode: canonical -> torch, and back.
        second: a further bias that is added to this one; zero once written.
        state: whether it is a buffer.
    """

    tensor: Tensor
    encode: Change = same
    decode: Change = same
    second: Tensor | None = None
    state: bool = False

    @property
    def frozen(self) -> bool:
        """Whether training leaves it as it is."""
        return not self.state and not self.tensor.requires_grad

    def read(self) -> np.ndarray:
        """The canonical value."""
        value = self.tensor if self.second is None else self.tensor + self.second
        return np.array(self.decode(array(value)))

    def write(self, value: np.ndarray) -> None:
        """Set it."""
        with torch.no_grad():
            self.tensor.copy_(torch.as_tensor(np.array(self.encode(value))))
            if self.second is not None:
                self.second.zero_()

    def gradient(self) -> np.ndarray | None:
        """dL/dweight in the canonical layout."""
        found = self.tensor.grad
        return None if found is None else np.array(self.decode(array(found)))


def transposed(order: tuple[int, ...]) -> tuple[Change, Change]:
    """(encode, decode) where torch has the canonical axes in `order`."""
    inverse = tuple(int(i) for i in np.argsort(order))
    return (lambda a: a.transpose(order)), (lambda a: a.transpose(inverse))


def dense_kernel(tensor: Tensor) -> Slot:
    """(in, out), which is (out, in) in torch."""
    return Slot(tensor, *transposed((1, 0)))


def conv_kernel(tensor: Tensor) -> Slot:
    """HWIO, which is OIHW in torch; the same for a transposed convolution, (in, out) swapped."""
    rank = tensor.ndim - 2
    return Slot(tensor, *transposed((rank + 1, rank, *range(rank))))


def gates(count: int) -> Change:
    """z r h <-> r z n along the last axis for a GRU's three gates; else nothing."""

    def change(a: np.ndarray) -> np.ndarray:
        if count != 3:
            return a
        z, r, h = np.split(a, 3, axis=-1)
        return np.concatenate([r, z, h], axis=-1)

    return change


def recurrent(tensors: dict[str, Tensor | None], count: int, prefix: str = "") -> dict[str, Slot]:
    """kernel, recurrent_kernel and bias of one direction of a recurrent module."""
    swap = gates(count)
    found = {
        f"{prefix}{name}": Slot(t, lambda a: swap(a).T, lambda a: swap(a.T))
        for name, t in (("kernel", tensors["ih"]), ("recurrent_kernel", tensors["hh"]))
        if t is not None
    }
    first, second = tensors.get("b_ih"), tensors.get("b_hh")
    if first is None or second is None:
        return found
    if count == 3:
        found[f"{prefix}bias"] = Slot(first, swap, swap)
        found[f"{prefix}recurrent_bias"] = Slot(second, swap, swap)
    else:
        found[f"{prefix}bias"] = Slot(first, second=second)
    return found
