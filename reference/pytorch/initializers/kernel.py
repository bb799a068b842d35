"""What the initializers of kernels share: ours are (..., in, out), torch's (out, in, ...)."""

from torch import Tensor


def out_in_first(w: Tensor) -> Tensor:
    """A view of w with the axes in torch's order: filling it fills w."""
    return w.movedim((-1, -2), (0, 1))


def fan_in(w: Tensor) -> int:
    """How many inputs an output has."""
    return w[..., 0].numel()


def fan_out(w: Tensor) -> int:
    """How many outputs an input has."""
    return w[..., 0, :].numel()
