"""Layers of images: convolution, pooling, flatten. Channels first or last."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors, oriented
from compare.validation.adapt.watch import watch
from compare.validation.calling import parameters
from compare.validation.hypotheses import Reading
from compare.validation.models import convolution, pooling, shapes
from compare.validation.names import plain
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

Attempt = tuple[Observation, list[Reading]]
Thunks = list[Callable[[], Attempt]]

LAYOUTS = {
    "channels last": ((0, 1, 2, 3), "images (n, h, w, c)"),
    "channels first": ((0, 3, 1, 2), "channels first, images (n, c, h, w)"),
    "one gray image": ((1, 2), "one image (h, w) at a time"),
    "gray images": ((0, 1, 2), "images without a channel axis (n, h, w)"),
    "one image": ((1, 2, 3), "one image (h, w, c) at a time"),
    "one image, channels first": ((3, 1, 2), "one image (c, h, w) at a time, channels first"),
}
"""Name -> the canonical axes in the user's order (those left out have length one), and words."""

VOCABULARY = {
    "channels": (
        "inchannels",
        "channels",
        "nchannels",
        "cin",
        "numchannels",
        "inputchannels",
        "nc",
        "inputdepth",
        "indepth",
        "inchannel",
        "inputchannel",
        "depth",
        "inc",
        "c",
        "nin",
        "inch",
        "infilters",
        "ninchannels",
        "numinputchannels",
        "ncprev",
        "inplanes",
    ),
    "filters": (
        "filters",
        "outchannels",
        "nfilters",
        "numfilters",
        "cout",
        "outputchannels",
        "numkernels",
        "nkernels",
        "outchannel",
        "outdepth",
        "outputdepth",
        "nf",
        "f",
        "outc",
        "nout",
        "outch",
        "noutchannels",
        "fn",
        "numoutputchannels",
        "outplanes",
        "filterscount",
    ),
    "kernel_size": (
        "kernelsize",
        "size",
        "filtersize",
        "k",
        "fsize",
        "ksize",
        "kernelshape",
        "filtershape",
        "kernel_size",
        "ks",
        "fieldsize",
        "receptivefield",
    ),
    "rows": (
        "kernelheight",
        "kh",
        "hh",
        "filterheight",
        "fh",
        "poolheight",
        "ph",
        "poolh",
        "filterh",
        "kernelh",
    ),
    "columns": (
        "kernelwidth",
        "kw",
        "ww",
        "filterwidth",
        "fw",
        "poolwidth",
        "pw",
        "poolw",
        "filterw",
        "kernelw",
    ),
    "stride": ("stride", "strides", "s", "step"),
    "pad": ("pad", "padding", "p", "pads", "zeropadding"),
    "pool_size": (
        "poolsize",
        "size",
        "kernelsize",
        "k",
        "windowsize",
        "poolingsize",
        "f",
        "window",
        "ksize",
        "poolshape",
        "pool",
        "filtersize",
        "n",
    ),
    "input_shape": ("inputshape", "inputdim", "imageshape", "inshape"),
    "batch": ("batchsize",),
    "kernel": ("w", "weights", "weight", "kernel", "filters", "filter", "kernels"),
    "bias": ("b", "bias", "biases"),
    "input": ("x", "inputs", "input", "a", "aprev", "images", "image", "img", "data", "xs"),
}


def arranged(x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """The canonical array with its axes in the user's order; dropped axes have length one."""
    dropped = tuple(k for k in range(x.ndim) if k not in axes)
    order = (*dropped, *axes)
    return x.transpose(order).reshape([x.shape[k] for k in axes]).copy()


def canonical(node: Node, axes: tuple[int, ...], shape: tuple[int, ...]) -> Node:
    """The user's node in the canonical order and shape."""
    back = np.argsort(axes)
    return node.transpose(*[int(k) for k in back]).reshape(*shape)


def to_user(node: Node, axes: tuple[int, ...]) -> Node:
    """A canonical node in the user's order; dropped axes must have length one."""
    dropped = tuple(k for k in range(node.value.ndim) if k not in axes)
    shape = [node.shape[k] for k in axes]
    return node.transpose(*dropped, *axes).reshape(*shape)


def shape_of_case(layout: str, size: tuple[int, ...]) -> tuple[int, int, int, int]:
    """(n, h, w, c), with ones for the axes that the layout does not have."""
    n, h, w, c = size[:4]
    axes = LAYOUTS[layout][0]
    return (n if 0 in axes else 1, h, w, c if 3 in axes else 1)


# Convolution.


def convolution_ways(subject: Subject, size: tuple[int, ...], seed: int, warm: bool) -> Thunks:
    """Layouts of the images times layouts of a kernel that is passed."""
    names = [plain(p.name) for p in parameters(subject.forward)]
    passed = subject.is_function or any(n in ("w", "weights", "kernel") for n in names)
    kernels = [(3, 2, 0, 1), (0, 1, 2, 3), (3, 0, 1, 2)] if passed else [(0, 1, 2, 3)]
    return [
        partial(convolve, subject, size, seed, warm, layout, kernel, bias)
        for layout in LAYOUTS
        for kernel in kernels
        for bias in ((0, 3, 1) if subject.is_function else (0,))
    ]


def convolve(
    subject: Subject,
    size: tuple[int, ...],
    seed: int,
    warm: bool,
    layout: str,
    kernel: tuple[int, ...],
    bias: int,
) -> Attempt:
    """One observation and its readings. size = (n, h, w, c, filters, k, stride, pad)."""
    rng = np.random.default_rng(seed)
    axes = LAYOUTS[layout][0]
    shape = shape_of_case(layout, size)
    f, k, stride, pad = size[4:]
    f = 1 if subject.is_function and 3 not in axes else f
    x = arranged(rng.standard_normal(shape), axes)
    W = rng.standard_normal((k, k, shape[3], f))
    b = rng.standard_normal(f)
    gray = subject.is_function and 3 not in axes
    W = W[:, :, 0, 0] if gray else W.transpose(kernel).copy()
    b = b if bias == 0 else b.reshape(1, 1, 1, f) if bias == 3 else b.reshape(f, 1)
    given = {"kernel": W, "bias": b}
    sizes = {
        "channels": shape[3],
        "filters": f,
        "kernel_size": k,
        "rows": k,
        "columns": k,
        "stride": stride,
        "pad": pad,
        "input_shape": x.shape[1:] if 0 in axes else x.shape,
        "batch": shape[0],
        **given,
    }
    order = ("channels", "filters", "kernel_size") if subject.is_class else ()
    encounter = Encounter(
        subject,
        sizes,
        VOCABULARY,
        order,
        defaults_too=("channels", "stride", "pad") if stride > 1 else ("channels",),
        seed=seed,
    )
    others = [{"input": rng.standard_normal(x.shape)}] if warm else []
    seen = watch(encounter, {"input": x}, given, ("input", "kernel", "bias"), warm=others)
    return seen, list(read_convolution(seen, layout, shape))


def read_convolution(
    seen: Observation, layout: str, shape: tuple[int, int, int, int]
) -> Iterator[Reading]:
    """Each array that may be the kernel, each order of its axes, each stride and padding."""
    if not seen.returned:
        return
    axes, words = LAYOUTS[layout]
    y = seen.returned[0]
    out_axes = axes if y.ndim == len(axes) else (*axes, 3) if y.ndim == len(axes) + 1 else axes
    biases = {p: a for p, a in seen.params.items() if a.squeeze().ndim <= 1}
    for way, W in seen.params.items():
        squeezed = [n for n in W.shape if n != 1]
        if len(squeezed) < 2 or W.size % shape[3]:
            continue
        for kernel_shape in kernel_shapes(W, shape[3]):
            f = kernel_shape[3]
            bias = next((p for p, a in biases.items() if p != way and a.size == f), None)
            map_shape = tuple(m for m, axis in zip(y.shape, out_axes) if axis != 0)
            untied = (p for p, a in seen.params.items() if a.shape == map_shape and p != way)
            bias = bias or next(untied, None)
            for turned in list(oriented(W.shape, kernel_shape))[:6]:
                for stride, pad in geometries(shape, kernel_shape, y, out_axes):
                    yield conv_reading(
                        seen,
                        layout,
                        words,
                        out_axes,
                        way,
                        bias,
                        turned,
                        kernel_shape,
                        shape,
                        stride,
                        pad,
                    )


def kernel_shapes(W: np.ndarray, channels: int) -> list[tuple[int, int, int, int]]:
    """(r, s, c, f) that the array may have: two equal sides, the channels, the rest filters."""
    sides = {n for n in W.shape if list(W.shape).count(n) >= 2 and n > 1}
    found = []
    for k in sorted(sides):
        rest = W.size // (k * k)
        if rest % channels == 0:
            found.append((k, k, channels, rest // channels))
    return found


def geometries(
    shape: tuple[int, ...], kernel: tuple[int, ...], y: np.ndarray, axes: tuple[int, ...]
) -> list[tuple[int, int]]:
    """Strides and paddings that give an output of y's height and width."""
    at = {axis: k for k, axis in enumerate(axes)}
    if 1 not in at or y.ndim != len(axes):
        return []
    oh, ow = y.shape[at[1]], y.shape[at[2]]
    _, h, w, _ = shape
    return [
        (s, p)
        for p in (0, 1, 2)
        for s in (1, 2, 3)
        if (h + 2 * p - kernel[0]) // s + 1 == oh and (w + 2 * p - kernel[1]) // s + 1 == ow
    ]


def conv_reading(
    seen: Observation,
    layout: str,
    words: str,
    out_axes: tuple[int, ...],
    way: str,
    bias: str | None,
    turned: Any,
    kernel_shape: tuple[int, ...],
    shape: tuple[int, ...],
    stride: int,
    pad: int,
) -> Reading:
    """The Reading of one assignment."""
    axes = LAYOUTS[layout][0]
    leaves = {"input": seen.given["input"], "kernel": seen.params[way]}
    ways = {"input": "input", "kernel": way}
    if bias is not None:
        leaves["bias"], ways["bias"] = seen.params[bias], bias

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        inner = {
            "input": canonical(given["input"], axes, shape),
            "kernel": turned(given["kernel"]),
        }
        if bias is not None and seen.params[bias].size > kernel_shape[3]:
            order = [a for a in out_axes if a != 0]
            inner["bias"] = given["bias"].transpose(*[int(k) for k in np.argsort(order)])
        elif bias is not None:
            inner["bias"] = given["bias"].reshape(kernel_shape[3])
        y = convolution.model(t, inner, stride, pad)["output"]
        return {"output": to_user(y, out_axes)}

    says = [words] if layout != "channels last" else []
    says += [f"kernel of shape {seen.params[way].shape}"] if turned.kind == "turned" else []
    says += [f"stride {stride}"] * (stride > 1) + [f"padding {pad}"] * (pad > 0)
    if bias is not None and seen.params[bias].size > kernel_shape[3]:
        says.append("a bias for each position (untied)")
    swapped = turned.order and turned.order.index(min(turned.order[:2])) > turned.order.index(
        max(turned.order[:2])
    )
    straight = list(turned.order[:2]) == sorted(turned.order[:2])
    shapes_ = {k: v.shape for k, v in leaves.items()}
    n = shape[0]
    places = int(np.prod(seen.returned[0].shape)) // (n * kernel_shape[3])
    return Reading(
        leaves,
        {"output": seen.returned[0]},
        {"output": seen.upstream[0]} if seen.upstream else {},
        gradients_of(seen, ways, shapes_) if seen.found else {},
        model,
        says,
        (0 if straight else 20) + (layout != "channels last") + 0 * bool(swapped),
        factors(
            n,
            seen.learning_rate,
            seen.obj,
            **{"the number of positions": places, "the batch size times the positions": n * places},
        ),
    )


# Pooling.


def pooling_ways(
    kind: str, whole: bool, subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> Thunks:
    """Layouts of the images."""
    return [partial(pool, kind, whole, subject, size, seed, warm, layout) for layout in LAYOUTS]


def pool(
    kind: str,
    whole: bool,
    subject: Subject,
    size: tuple[int, ...],
    seed: int,
    warm: bool,
    layout: str,
) -> Attempt:
    """One observation and its readings. size = (n, h, w, c, pool, stride, ties)."""
    rng = np.random.default_rng(seed)
    axes, words = LAYOUTS[layout]
    shape = shape_of_case(layout, size)
    k, stride, ties = size[4:]
    draw = rng.integers(-2, 3, shape) / 2 if ties else rng.standard_normal(shape)
    x = arranged(draw.astype(float), axes)
    sizes = {
        "pool_size": k,
        "stride": stride,
        "rows": k,
        "columns": k,
        "channels": shape[3],
        "pad": 0,
        "input_shape": x.shape[1:] if 0 in axes else x.shape,
    }
    overlap = stride != k
    encounter = Encounter(
        subject,
        sizes,
        VOCABULARY,
        ("pool_size", "stride"),
        defaults_too=("pool_size", "stride") if overlap else (),
        seed=seed,
    )
    others = [{"input": rng.standard_normal(x.shape)}] if warm else []
    seen = watch(encounter, {"input": x}, {}, ("input", "pool_size", "stride"), warm=others)
    if not seen.returned:
        return seen, []
    y = seen.returned[0]
    found: list[Reading] = []
    for r, s in [(k, stride)] + [(a, b) for a in (2, 3) for b in (1, 2, 3)]:
        out = (
            (shape[0], shape[3])
            if whole
            else (shape[0], (shape[1] - r) // s + 1, (shape[2] - r) // s + 1, shape[3])
        )
        if int(np.prod(out)) == y.size and (r, s, whole) not in [
            f.extra["geometry"] for f in found
        ]:
            found.append(pool_reading(seen, kind, whole, layout, words, axes, shape, r, s))
    few = (shape[0], (shape[1] - k) // stride, (shape[2] - k) // stride, shape[3])
    short = not whole and int(np.prod(few)) == y.size
    if short or (whole and not found and len(axes) == 4):
        found.append(pool_reading(seen, kind, whole, layout, words, axes, shape, k, stride))
    return seen, found


def pool_reading(
    seen: Observation,
    kind: str,
    whole: bool,
    layout: str,
    words: str,
    axes: tuple[int, ...],
    shape: tuple[int, ...],
    r: int,
    s: int,
) -> Reading:
    """The Reading of one layout and window."""
    y = seen.returned[0]

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        inner = {"input": canonical(given["input"], axes, shape)}
        z = pooling.model(t, inner, kind, r, s, whole)["output"]
        if whole:
            return {"output": z.reshape(*y.shape) if z.value.size == y.size else z}
        return {"output": to_user(z, axes)}

    leaves = {"input": seen.given["input"]}
    h, w = (shape[1], shape[2]) if whole else (r, r)
    return Reading(
        leaves,
        {"output": y},
        {"output": seen.upstream[0]} if seen.upstream else {},
        gradients_of(seen, {"input": "input"}, {"input": leaves["input"].shape})
        if seen.found
        else {},
        model,
        [words] if layout != "channels last" else [],
        int(layout != "channels last"),
        factors(
            shape[0],
            seen.learning_rate,
            seen.obj,
            **{
                "the number of pixels, height times width,": h * w,
                "the height only": h,
                "the width only": w,
            },
        ),
        extra={"geometry": (r, s, whole)},
    )


# Flatten.


def flatten_ways(subject: Subject, size: tuple[int, ...], seed: int, warm: bool) -> Thunks:
    """Images as they are; the order of their elements is what counts."""
    return [partial(flatten, subject, size, seed, warm, columns) for columns in (False, True)]


def reshape_ways(subject: Subject, size: tuple[int, ...], seed: int, warm: bool) -> Thunks:
    """Rows of numbers, each to become an image."""
    return [partial(flatten, subject, size, seed, warm, False, (4, 3))]


def flatten(
    subject: Subject,
    size: tuple[int, ...],
    seed: int,
    warm: bool,
    columns: bool,
    target: tuple[int, ...] = (),
) -> Attempt:
    """One observation; columns: one sample a column; target: the shape of each sample."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(size)
    encounter = Encounter(
        subject,
        {"input_shape": size[1:], **({"target": target} if target else {})},
        {**VOCABULARY, "target": ("targetshape", "shape", "newshape", "outputshape", "dims")},
        ("input", "target", "input_shape"),
        ("target",),
        seed=seed,
    )
    others = [{"input": rng.standard_normal(size)}] if warm else []
    seen = watch(encounter, {"input": x}, {}, ("input", "input_shape"), warm=others)

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        y = shapes.flatten(t, given)["output"]
        if target:
            y = y.reshape(size[0], *target)
        return {"output": y.transpose() if columns else y}

    found = Reading(
        {"input": x},
        {"output": seen.returned[0]} if seen.returned else {},
        {"output": seen.upstream[0]} if seen.upstream else {},
        gradients_of(seen, {"input": "input"}, {"input": size}) if seen.found else {},
        model,
        ["samples in columns"] if columns else [],
        25 * columns,
    )
    return seen, [found]
