"""Convolutions, pooling, padding and resizing in PyTorch, read as canonical layers."""

from typing import Any

from torch import nn

from reference.pytorch.models.reading import Reading, named_arguments, pair
from reference.pytorch.models.slots import Slot, conv_kernel
from reference.pytorch.models.tape import Step

CONVS = (nn.Conv1d, nn.Conv2d, nn.Conv3d)
TRANSPOSED = (nn.ConvTranspose1d, nn.ConvTranspose2d, nn.ConvTranspose3d)
CONV_NAMES = ("weight", "bias", "stride", "padding", "dilation", "groups")
TRANSPOSED_NAMES = ("weight", "bias", "stride", "padding", "output_padding", "groups", "dilation")
DEFAULTS = {
    "bias": None, "stride": 1, "padding": 0, "dilation": 1, "groups": 1, "output_padding": 0
}  # fmt: skip


def convolution(step: Step) -> Reading | None:
    """nn.ConvNd, nn.ConvTransposeNd and their functions."""
    call = step.call
    transposed = isinstance(call, TRANSPOSED) or step.function.startswith("conv_transpose")
    if isinstance(call, (*CONVS, *TRANSPOSED)):
        found = {name: getattr(call, name) for name in (*TRANSPOSED_NAMES,)}
        mode = call.padding_mode
    elif step.function in {"conv1d", "conv2d", "conv3d"} or transposed:
        names = TRANSPOSED_NAMES if transposed else CONV_NAMES
        args = named_arguments(step)
        found = {
            name: args.get(name, args.get(i + 1, DEFAULTS.get(name)))
            for i, name in enumerate(names)
        }
        found.setdefault("output_padding", 0)
        mode = "zeros"
    else:
        return None
    weight = found["weight"]
    rank = weight.ndim - 2
    kernel = tuple(weight.shape[2:])
    stride, dilation = pair(found["stride"], rank), pair(found["dilation"], rank)
    arguments: dict[str, Any] = {
        "kernel_size": kernel,
        "strides": stride,
        "dilation": dilation,
        "groups": int(found["groups"]),
        "use_bias": found["bias"] is not None,
        "padding": borders(found["padding"], kernel, dilation, rank),
    }
    if mode != "zeros":
        arguments["padding_mode"] = mode
    if transposed:
        extra = pair(found["output_padding"], rank)
        arguments["padding"] = tuple(
            (lo, hi - e) for (lo, hi), e in zip(arguments["padding"], extra, strict=True)
        )
    weights = {"kernel": conv_kernel(weight)}
    if found["bias"] is not None:
        weights["bias"] = Slot(found["bias"])
    arguments["filters"] = step.values[0].shape[1]
    return Reading("conv_transpose" if transposed else "conv", arguments, weights)


def borders(padding: Any, kernel: Any, dilation: Any, rank: int) -> tuple[tuple[int, int], ...]:
    """(before, after) for each spatial axis."""
    if padding == "valid":
        return ((0, 0),) * rank
    if padding == "same":
        total = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)]
        return tuple((t // 2, t - t // 2) for t in total)
    return tuple((p, p) for p in pair(padding, rank))


def pooling(step: Step) -> Reading | None:
    """Max, average, adaptive and global pooling; a mean or maximum over the pixels too."""
    name = step.function.lower().replace("_", "")
    if name.startswith("adaptive"):
        kind = "max" if "max" in name else "average"
        if step.values[0].shape[2:].numel() == 1:
            return Reading(f"global_{kind}_pool")
        return Reading(f"adaptive_{kind}_pool", {"size": tuple(step.values[0].shape[2:])})
    if name in {"mean", "amax", "max", "sum"} and len(step.places) == 1:
        return reduction(step, {"mean": "average", "sum": "sum"}.get(name, "max"))
    if not name.startswith(("maxpool", "avgpool")) or "unpool" in name:
        return None
    kind = "max" if name.startswith("max") else "average"
    args = named_arguments(step)
    module = step.call if isinstance(step.call, nn.Module) else None

    def value(key: str, place: int, default: Any) -> Any:
        if module is not None:
            return getattr(module, key, default)
        return args.get(key, args.get(place, default))

    rank = step.first.ndim - 2
    size = pair(value("kernel_size", 1, 2), rank)
    strides = value("stride", 2, None)
    strides = size if strides in (None, []) else pair(strides, rank)
    padding = pair(value("padding", 3, 0), rank)
    lengths, after = step.first.shape[2:], step.values[0].shape[2:]
    found: dict[str, Any] = {
        "pool_size": size,
        "strides": strides,
        "padding": tuple(
            (p, max((o - 1) * s + k - n - p, 0) if value("ceil_mode", 4, False) else p)
            for p, o, s, k, n in zip(padding, after, strides, size, lengths, strict=True)
        ),
    }
    if kind == "average" and any(padding):
        found["count_include_pad"] = bool(value("count_include_pad", 5, True))
    if kind == "max" and value("dilation", 4, 1) not in (1, (1, 1), (1,)):
        found["dilation"] = value("dilation", 4, 1)
    return Reading(f"{kind}_pool", found)


def reduction(step: Step, kind: str) -> Reading:
    """A mean, maximum or sum over axes: global pooling where these are all but two."""
    args = named_arguments(step)
    dims = args.get("dim", args.get("axis", args.get(1)))
    ndim = step.first.ndim
    if dims is None:
        return Reading(f"reduce_{kind}", {"axis": None})
    axes = tuple(sorted(d % ndim for d in ([dims] if isinstance(dims, int) else dims)))
    if len(axes) == ndim - 2 and kind != "sum":
        return Reading(f"global_{kind}_pool", {"dims": axes})
    return Reading(f"reduce_{kind}", {"axis": axes})


def resizing(step: Step) -> Reading | None:
    """Upsampling and padding."""
    name = step.function.lower()
    args = named_arguments(step)
    if name in {"interpolate", "upsample", "upsamplingnearest2d", "upsamplingbilinear2d"}:
        module = step.call if isinstance(step.call, nn.Module) else None
        mode = getattr(module, "mode", None) if module else args.get("mode", args.get(3))
        align = getattr(module, "align_corners", None) if module else args.get("align_corners")
        scale = tuple(
            o / i for o, i in zip(step.values[0].shape[2:], step.first.shape[2:], strict=True)
        )
        return Reading(
            "upsample",
            {"scale": scale, "mode": mode or "nearest", "align_corners": bool(align)},
        )
    if name == "pad" or name.endswith(("pad1d", "pad2d")):
        before, after = step.first.shape, step.values[0].shape
        padding = getattr(step.call, "padding", None) or args.get("pad", args.get(1))
        values = [int(v) for v in pair(padding, 2)]
        pairs = tuple(zip(values[::2], values[1::2], strict=True))[::-1]
        mode = args.get("mode", "constant") if name == "pad" else name[:-5] or "constant"
        if mode.startswith("zero"):
            mode = "constant"
        value = getattr(step.call, "value", None) or args.get("value") or 0
        shape = {"padding": pairs, "mode": mode, "value": float(value)}
        return Reading("padding", shape if before != after else {})
    return None
