"""Convolutions that are not the plain one: depthwise, and transposed."""

import numpy as np

from compare.validation.choice import convention, wrong, wrong_backward
from compare.validation.models.convolution import indices, padded
from compare.validation.models.dense import activated
from compare.validation.tape import Array, Node, Tape

COMMON = [
    convention("act relu", "with the activation relu inside", group="activation"),
    wrong(
        "flipped",
        "the kernel is flipped (rotated by 180 degrees, mirrored)",
        "do not flip the kernel",
        group="kernel",
    ),
    wrong(
        "kernel transposed",
        "rows and columns of the kernel are transposed",
        "index the kernel as (row, column)",
        group="kernel",
    ),
    wrong("no bias", "the bias is never added", "add the bias of each channel"),
    wrong_backward(
        "dx flipped",
        "the kernel is flipped (rotated) in the gradient of the input only",
        "use the kernel as the forward pass does",
    ),
]
DEPTHWISE = [
    *COMMON,
    wrong(
        "channels mixed",
        "the channels are mixed: the results of all channels are added up, as of an ordinary "
        "convolution (no sum over channels belongs here)",
        "keep each channel by itself",
    ),
    wrong(
        "one kernel",
        "one kernel (that of the first channel) is used for every channel",
        "give each channel its own kernel",
        group="kernel",
    ),
    wrong_backward(
        "windows overwrite",
        "overlapping windows overwrite each other in dx: contributions are lost, not accumulated",
        "add with += in the backward pass",
    ),
]
TRANSPOSED = [
    *COMMON,
    wrong(
        "painted over",
        "overlapping contributions overwrite each other: they are assigned, not accumulated (+=)",
        "add what each pixel paints: +=",
    ),
    wrong(
        "stride ignored",
        "the stride is ignored: neighbouring pixels paint one apart",
        "paint at p times stride",
    ),
    wrong(
        "cropped behind",
        "the padding is cropped on one side only: the result is shifted (offset)",
        "crop pad pixels on both sides",
    ),
]


def depthwise(t: Tape, leaves: dict[str, Node], stride: int = 1, pad: int = 0) -> dict[str, Node]:
    """z_pqc = Σ_ij x_{p+i, q+j, c} W_ijc + b_c; x (n, h, w, c), kernel (r, s, c)."""
    x, W, b = leaves["input"], kernel_of(t, leaves["kernel"]), leaves.get("bias")
    through = t.of(x.value) if "dx flipped" in t.on else x
    weights = t.of(W.value[..., :1]) + (W - W.value) if "one kernel" in t.on else W
    z = windowed(t, through, weights, pad, stride)
    if "dx flipped" in t.on:
        z = z + windowed(t, x - x.value, t.of(W.value[::-1, ::-1]), pad, stride)
    if "channels mixed" in t.on:
        z = z.sum(-1) + z * 0.0
    if b is not None and "no bias" not in t.on:
        z = z + b
    return {"output": activated(t, z)}


def windowed(t: Tape, x: Node, W: Node, pad: int, stride: int) -> Node:
    """Each channel's windows times its kernel."""
    r, s, c = W.shape
    patches = t.take(*padded(t, x, pad, r, s, stride), name="windows")
    n, oh, ow = patches.shape[:3]
    return (patches * W.reshape(1, 1, 1, r, s, c)).sum((3, 4)).reshape(n, oh, ow, c)


def kernel_of(t: Tape, W: Node) -> Node:
    """The kernel, as it may be taken by mistake."""
    if "kernel transposed" in t.on:
        return W.transpose(1, 0, *range(2, W.value.ndim))
    return W[::-1, ::-1] if "flipped" in t.on else W


def transposed(t: Tape, leaves: dict[str, Node], stride: int = 1, pad: int = 0) -> dict[str, Node]:
    """z_{ps+i, qs+j, f} += Σ_c x_pqc W_ijfc; x (n, h, w, c), kernel (r, s, f, c)."""
    x, W, b = leaves["input"], kernel_of(t, leaves["kernel"]), leaves.get("bias")
    z = painted(t, t.of(x.value) if "dx flipped" in t.on else x, W, stride)
    if "dx flipped" in t.on:
        z = z + painted(t, x - x.value, t.of(W.value[::-1, ::-1]), stride)
    if pad:
        ends = (0, 2 * pad) if "cropped behind" in t.on else (pad, pad)
        z = z[:, ends[0] : z.shape[1] - ends[1], ends[0] : z.shape[2] - ends[1]]
    if b is not None and "no bias" not in t.on:
        z = z + b
    return {"output": activated(t, z)}


def painted(t: Tape, x: Node, W: Node, stride: int) -> Node:
    """Every pixel's kernel, added into the larger image."""
    n, h, w, c = x.shape
    r, s, f, _ = W.shape
    shape = (n, (h - 1) * stride + r, (w - 1) * stride + s, f)
    step = 1 if "stride ignored" in t.on else stride
    each = x.reshape(n * h * w, c) @ W.reshape(r * s * f, c).transpose()
    at = indices(shape, r, s, step, step)[:, :h, :w].reshape(each.shape)
    value = np.zeros(int(np.prod(shape)))
    if "painted over" in t.on:
        for k in np.ndindex(at.shape[:1]):
            value[at[k]] = each.value[k]
    else:
        np.add.at(value, at.ravel(), each.value.ravel())

    def back(g: Array) -> Array:
        return np.asarray(g.ravel()[at])

    return Node(t, value.reshape(shape), [(each, back)])
