"""Convolutions, pooling, padding and resizing in Keras, read as canonical layers."""

from typing import Any

from keras import layers

from reference.keras.models.graph import Step
from reference.keras.models.slots import Slot, flat

Read = tuple[str, dict[str, Any], dict[str, Slot]]
CONVS = (layers.Conv1D, layers.Conv2D, layers.Conv3D)
DEPTHWISE = (layers.DepthwiseConv1D, layers.DepthwiseConv2D)
TRANSPOSED = (layers.Conv1DTranspose, layers.Conv2DTranspose, layers.Conv3DTranspose)
MAX = (layers.MaxPooling1D, layers.MaxPooling2D, layers.MaxPooling3D)
AVERAGE = (layers.AveragePooling1D, layers.AveragePooling2D, layers.AveragePooling3D)


def borders(
    padding: str, lengths: Any, kernel: Any, strides: Any, dilation: Any
) -> tuple[tuple[int, int], ...]:
    """(before, after) for each spatial axis."""
    found = []
    for n, k, s, d in zip(lengths, kernel, strides, dilation, strict=True):
        width = d * (k - 1) + 1
        if padding == "same":
            total = max((-(-n // s) - 1) * s + width - n, 0)
            found.append((total // 2, total - total // 2))
        elif padding == "causal":
            found.append((width - 1, 0))
        else:
            found.append((0, 0))
    return tuple(found)


def ints(values: Any, rank: int) -> tuple[int, ...]:
    """A number for each spatial axis."""
    return (int(values),) * rank if isinstance(values, int) else tuple(int(v) for v in values)


def convolution(step: Step) -> Read | None:
    """Convolutions, depthwise, separable and transposed ones."""
    op = step.operation
    lengths = tuple(int(n) for n in step.first.shape[1:-1])
    rank = len(lengths)
    if isinstance(op, DEPTHWISE) or step.part == "depthwise":
        kernel = op.depthwise_kernel if step.part else op.kernel
        *size, channels, multiplier = (int(n) for n in kernel.shape)
        decode = flat(*size, 1, channels * multiplier)
        weights = {"kernel": Slot(kernel, decode=decode)}
        bias = None if step.part else op.bias
        groups, filters = channels, channels * multiplier
    elif isinstance(op, (*CONVS, *TRANSPOSED)) or step.part == "pointwise":
        kernel = op.pointwise_kernel if step.part else op.kernel
        size = [int(n) for n in kernel.shape[:-2]]
        weights, bias = {"kernel": Slot(kernel)}, op.bias
        groups, filters = (1 if step.part else getattr(op, "groups", 1)), int(op.filters)
    else:
        return None
    pixel = step.part == "pointwise"
    strides = (1,) * rank if pixel else ints(op.strides, rank)
    dilation = (1,) * rank if pixel else ints(op.dilation_rate, rank)
    found: dict[str, Any] = {
        "kernel_size": tuple(size),
        "strides": strides,
        "dilation": dilation,
        "groups": groups,
        "use_bias": bias is not None,
        "filters": filters,
    }
    if bias is not None:
        weights["bias"] = Slot(bias)
    if isinstance(op, TRANSPOSED):
        after = tuple(int(n) for n in step.outputs[0].shape[1:-1])
        found["padding"] = cropped(lengths, after, size, strides, dilation, op.padding)
        return "conv_transpose", found, weights
    padding = "valid" if pixel else op.padding
    found["padding"] = borders(padding, lengths, size, strides, dilation)
    return "conv", found, weights


def cropped(
    lengths: Any, after: Any, kernel: Any, strides: Any, dilation: Any, padding: str
) -> tuple[tuple[int, int], ...]:
    """What a transposed convolution cuts off before and after; negative where it adds zeros."""
    found = []
    for n, m, k, s, d in zip(lengths, after, kernel, strides, dilation, strict=True):
        total = (n - 1) * s + d * (k - 1) + 1 - m
        before = max(total, 0) // 2 if padding == "same" else 0
        found.append((before, total - before))
    return tuple(found)


def pooling(step: Step) -> Read | None:
    """Max, average and global pooling; a mean or maximum over the pixels too."""
    op, name = step.operation, type(step.operation).__name__
    if name.startswith("Global"):
        masked = {"masked": True} if any(m is not None for m in step.masks) else {}
        if "Max" in name:
            return "global_max_pool", {}, {}
        return "global_average_pool", masked, {}
    if name in {"Mean", "Max", "Amax", "Sum"}:
        kind = {"Mean": "average", "Sum": "sum"}.get(name, "max")
        axis = getattr(op, "axis", None)
        ndim = len(step.first.shape)
        if axis is None:
            return f"reduce_{kind}", {"axis": None}, {}
        axes = tuple(sorted(a % ndim for a in ([axis] if isinstance(axis, int) else axis)))
        if axes == tuple(range(1, ndim - 1)) and kind != "sum":
            return f"global_{kind}_pool", {}, {}
        return f"reduce_{kind}", {"axis": axes}, {}
    if not isinstance(op, (*MAX, *AVERAGE)):
        return None
    lengths = tuple(int(n) for n in step.first.shape[1:-1])
    rank = len(lengths)
    size, strides = ints(op.pool_size, rank), ints(op.strides, rank)
    padding = borders(op.padding, lengths, size, strides, (1,) * rank)
    found: dict[str, Any] = {"pool_size": size, "strides": strides, "padding": padding}
    kind = "max" if isinstance(op, MAX) else "average"
    if kind == "average" and any(p for pair in padding for p in pair):
        found["count_include_pad"] = False
    return f"{kind}_pool", found, {}


def resizing(step: Step) -> Read | None:
    """Upsampling and padding."""
    op, name = step.operation, type(step.operation).__name__
    before, after = step.first.shape[1:-1], step.outputs[0].shape[1:-1]
    if name.startswith("UpSampling") or name in {"Resizing", "Resize"}:
        mode = getattr(op, "interpolation", "nearest")
        scale = tuple(int(b) / int(a) for a, b in zip(before, after, strict=True))
        return "upsample", {"scale": scale, "mode": mode, "align_corners": False}, {}
    if name.startswith("ZeroPadding"):
        pairs = op.padding if isinstance(op.padding[0], (tuple, list)) else (op.padding,)
        pairs = tuple(tuple(int(v) for v in pair) for pair in pairs)
        return "padding", {"padding": pairs, "mode": "constant", "value": 0.0}, {}
    if name == "Pad":
        return "padding", {}, {}
    return None
