"""Conv2D: windows of the image times the kernel; x (n, h, w, c), kernel (r, s, c, f)."""

import numpy as np

from compare.validation.choice import convention, wrong, wrong_backward
from compare.validation.models.dense import activated
from compare.validation.tape import Array, Node, Tape

CHOICES = [
    convention("act relu", "with the activation relu inside", group="activation"),
    wrong(
        "flipped",
        "the kernel is flipped: a true convolution, where the field means "
        "cross-correlation (rotated by 180 degrees, mirrored)",
        "do not flip the kernel",
        group="kernel",
    ),
    wrong(
        "kernel transposed",
        "rows and columns of the kernel are transposed",
        "index the kernel as (row, column)",
        group="kernel",
    ),
    wrong(
        "channel order",
        "wrong channel order: patches and kernel are flattened in different "
        "orders (layout mismatch of the reshape)",
        "flatten both in the same order",
        group="kernel",
    ),
    wrong(
        "kernel reshaped",
        "wrong channel order: the kernel is reshaped to its matrix in another "
        "order than the patches (layout)",
        "transpose the kernel before the reshape",
        group="kernel",
    ),
    wrong("no bias", "the bias is never added", "add the bias of each filter"),
    wrong(
        "pad front",
        "padding off by one: all the padding is in front, so the picture is shifted",
        "pad (k-1)/2 on both sides",
        group="padding",
    ),
    wrong(
        "pad back",
        "padding off by one: all the padding is behind, so the picture is shifted",
        "pad (k-1)/2 on both sides",
        group="padding",
    ),
    wrong(
        "pad edge",
        "the padding repeats the edge instead of zeros",
        "pad with zeros",
        group="padding",
    ),
    wrong(
        "one channel",
        "only the first channel is used: the sum over channels is missing",
        "sum over the input channels",
        group="kernel",
    ),
    wrong_backward(
        "dx kernel not rotated",
        "the kernel is not rotated by 180 degrees (flipped) in the backward pass",
        "flip the kernel in both directions for dx",
    ),
    wrong_backward(
        "dx shifted",
        "padding is not cropped rightly in dx: the gradient of the padded "
        "image is shifted, off by one (offset of the pad)",
        "crop pad pixels on every side",
    ),
    wrong_backward(
        "windows overwrite",
        "overlapping windows overwrite each other in dx: contributions are lost, not accumulated",
        "add with += in the backward pass",
    ),
    wrong_backward(
        "stride one",
        "the stride is ignored in the backward pass",
        "move the window by the stride there too",
    ),
    wrong_backward(
        "dw last sample",
        "the gradient of the kernel is not summed over the batch: it is "
        "overwritten, only the last sample is left",
        "accumulate over the samples (+=)",
    ),
    wrong_backward(
        "dw first sample",
        "the gradient of the kernel is not summed over the batch: only the first sample counts",
        "sum over the samples",
    ),
]


def indices(shape: tuple[int, ...], r: int, s: int, sy: int, sx: int) -> Array:
    """Flat indices (n, oh, ow, r, s, c) of the windows of an array (n, h, w, c)."""
    n, h, w, c = shape
    oh, ow = (h - r) // sy + 1, (w - s) // sx + 1
    grid = np.arange(n * h * w * c).reshape(shape)
    views = np.lib.stride_tricks.sliding_window_view(grid, (r, s), axis=(1, 2))
    return views[:, ::sy, ::sx][:, :oh, :ow].transpose(0, 1, 2, 4, 5, 3)


def model(t: Tape, leaves: dict[str, Node], stride: int = 1, pad: int = 0) -> dict[str, Node]:
    """z = windows(x) W + b."""
    x, W, b = leaves["input"], leaves["kernel"], leaves.get("bias")
    r, s, _c, f = W.shape
    if "kernel transposed" in t.on:
        W = W.transpose(1, 0, 2, 3)
    through = x
    if "dx kernel not rotated" in t.on or "dx shifted" in t.on or "stride one" in t.on:
        through = t.of(x.value)
    kernel = W
    if any(e in t.on for e in ("stride one", "dw last sample", "dw first sample")):
        kernel = t.of(W.value)
    patches = t.take(*padded(t, through, pad, r, s, stride), name="windows")
    if "one channel" in t.on:
        patches, kernel = patches[..., :1], kernel[:, :, :1]
    used = kernel[::-1, ::-1] if "flipped" in t.on else kernel
    if "channel order" in t.on:
        patches = patches.transpose(0, 1, 2, 5, 3, 4)
    if "kernel reshaped" in t.on:
        used = used.transpose(2, 0, 1, 3)
    n, oh, ow = patches.shape[:3]
    z = (patches.reshape(n * oh * ow, -1) @ used.reshape(-1, f)).reshape(n, oh, ow, f)
    if b is not None and "no bias" not in t.on:
        z = z + b
    y = activated(t, z)
    nothing = x - x.value
    if "dx kernel not rotated" in t.on:
        turned = t.of(W.value[::-1, ::-1])
        more = t.take(*padded(t, nothing, pad, r, s, stride))
        y = y + (more.reshape(n * oh * ow, -1) @ turned.reshape(-1, f)).reshape(n, oh, ow, f)
    if "dx shifted" in t.on:
        shifted = t.pad(nothing, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))
        more = t.take(shifted, indices(shifted.shape, r, s, stride, stride))
        flat = more.reshape(n * oh * ow, -1) @ t.of(W.value).reshape(-1, f)
        y = y + flat.reshape(n, oh, ow, f)
    if "stride one" in t.on:
        y = y + one_by_one(t, nothing, t.of(W.value), pad, (oh, ow))
        y = y + one_by_one(t, t.of(x.value), W - W.value, pad, (oh, ow))
    for word, k in (("last", n - 1), ("first", 0)):
        if f"dw {word} sample" in t.on:
            part = t.of(patches.value[k : k + 1]).reshape(oh * ow, -1)
            change = (part @ (W - W.value).reshape(-1, f)).reshape(1, oh, ow, f)
            mask = np.zeros((n, 1, 1, 1))
            mask[k] = 1
            y = y + change * mask
    return {"output": y}


def one_by_one(t: Tape, x: Node, W: Node, pad: int, size: tuple[int, int]) -> Node:
    """The convolution with stride one, cut to `size`."""
    r, s, _, f = W.shape
    patches = t.take(*padded(t, x, pad, r, s, 1))[:, : size[0], : size[1]]
    n, oh, ow = patches.shape[:3]
    return (patches.reshape(n * oh * ow, -1) @ W.reshape(-1, f)).reshape(n, oh, ow, f)


def padded(t: Tape, x: Node, pad: int, r: int, s: int, stride: int) -> tuple[Node, Array]:
    """The padded image and the flat indices of its windows."""
    if pad:
        if "pad front" in t.on:
            widths = ((0, 0), (2 * pad, 0), (2 * pad, 0), (0, 0))
        elif "pad back" in t.on:
            widths = ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0))
        else:
            widths = ((0, 0), (pad, pad), (pad, pad), (0, 0))
        x = t.of(np.pad(x.value, widths, mode="edge")) if "pad edge" in t.on else t.pad(x, widths)
    return x, indices(x.shape, r, s, stride, stride)
