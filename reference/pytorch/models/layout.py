"""In which order a tensor has its axes: where each canonical axis (batch, space, channels) lies.

Images are (batch, channels, height, width) in PyTorch: axes (0, 2, 3, 1). A permutation of a
tensor moves its axes and nothing else, so in the canonical layout it is no change at all.
"""

from typing import Any

from reference.pytorch.models.reading import Reading, named_arguments
from reference.pytorch.models.tape import Step

Axes = tuple[int, ...]
SPATIAL = {
    "conv", "conv_transpose", "max_pool", "average_pool", "upsample", "adaptive_average_pool",
    "adaptive_max_pool", "group_normalization", "batch_normalization", "global_average_pool",
    "global_max_pool",
}  # fmt: skip
PLAIN = {"dense", "lstm", "gru", "simple_rnn", "bidirectional", "attention", "layer_normalization"}


def plain(ndim: int) -> Axes:
    """Canonical already."""
    return tuple(range(ndim))


def channels_first(ndim: int) -> Axes:
    """Channels are axis 1."""
    return (0, *range(2, ndim), 1) if ndim > 2 else plain(ndim)


def input_axes(ndim: int) -> Axes:
    """Images come channels first, everything else as it is."""
    return channels_first(ndim) if ndim >= 4 else plain(ndim)


def demanded(index: int, steps: list[Step], readings: list[Reading]) -> str:
    """What the next step that cares takes a tensor for: "spatial", "plain" or nothing."""
    for k in range(index + 1, len(steps)):
        if not any(s[0] == index for s in steps[k].sources):
            continue
        kind = readings[k].kind
        if kind in SPATIAL and "dims" not in readings[k].arguments:
            return "spatial"
        if kind in PLAIN:
            return "plain"
        if kind in {"activation", "dropout", "add", "identity", "multiply"}:
            return demanded(k, steps, readings)
        return ""
    return ""


def output_axes(index: int, axes: list[Axes], steps: list[Step], readings: list[Reading]) -> Axes:
    """The axes of step `index`'s output; `axes` are its inputs'."""
    step, reading = steps[index], readings[index]
    ndim = step.values[0].ndim
    given = axes[0] if axes else plain(ndim)
    if reading.kind in SPATIAL and "dims" not in reading.arguments:
        return channels_first(ndim) if ndim >= 3 else plain(ndim)
    if reading.kind == "permute":
        moved = permuted(step, given)
        want = demanded(index, steps, readings)
        forced = {"spatial": channels_first(ndim), "plain": plain(ndim)}.get(want, moved)
        return forced if ndim == 3 and moved == plain(3) and want == "spatial" else moved
    if reading.kind == "reshape" and ndim != len(given):
        if demanded(index, steps, readings) == "spatial" and ndim > 2:
            return channels_first(ndim)
        if step.function in {"flatten", "Flatten"} and given == channels_first(len(given)):
            return channels_first(ndim)
        return plain(ndim)
    if reading.kind == "reshape":
        want = demanded(index, steps, readings)
        return channels_first(ndim) if want == "spatial" and ndim > 2 else plain(ndim)
    return given if len(given) == ndim else remaining(given, step, ndim)


def remaining(given: Axes, step: Step, ndim: int) -> Axes:
    """The axes that are left where a step takes some away: x[-1], x[:, -1], mean(1)."""
    if step.function == "getitem" and len(given) == ndim + 1:
        index = step.arguments[0][1]
        index = index if isinstance(index, tuple) else (index,)
        gone = next((k for k, i in enumerate(index) if isinstance(i, int)), None)
        if gone is not None:
            left = [a for a in given if a != gone]
            return tuple(a - (a > gone) for a in left)
    return plain(ndim)


def permuted(step: Step, given: Axes) -> Axes:
    """Where each canonical axis lies after a permutation."""
    ndim = len(given)
    args: dict[Any, Any] = named_arguments(step)
    a: Any
    b: Any
    if step.function == "permute":
        dims = args.get("dims", args.get(1))
        dims = dims if isinstance(dims, (tuple, list)) else step.arguments[0][1:]
        order = [d % ndim for d in dims]
    elif step.function in {"transpose", "swapaxes"}:
        a, b = args.get("dim0", args.get(1)), args.get("dim1", args.get(2))
        order = list(range(ndim))
        order[a % ndim], order[b % ndim] = b % ndim, a % ndim
    elif step.function in {"movedim", "moveaxis"}:
        a, b = args.get("source", args.get(1)), args.get("destination", args.get(2))
        order = [k for k in range(ndim) if k != a % ndim]
        order.insert(b % ndim, a % ndim)
    else:
        order = [*range(ndim - 2), ndim - 1, ndim - 2]
    return tuple(order.index(axis) for axis in given)
