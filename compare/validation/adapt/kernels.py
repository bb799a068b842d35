"""Depthwise and transposed convolutions: a class with a kernel, or a function that takes one."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from compare.validation.adapt.images import (
    LAYOUTS,
    VOCABULARY,
    Attempt,
    Thunks,
    arranged,
    canonical,
    to_user,
)
from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors, oriented
from compare.validation.adapt.watch import watch
from compare.validation.hypotheses import Reading
from compare.validation.models import kernels as models
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

NAMES = ("channels last", "channels first")
WORDS = {
    **VOCABULARY,
    "kernel": (*VOCABULARY["kernel"], "depthwisekernel", "dwkernel", "filt", "dw", "k"),
    "multiplier": ("depthmultiplier", "channelmultiplier"),
    "one": ("outputpadding", "dilation", "dilationrate"),
}


def ways(kind: str, subject: Subject, size: tuple[int, ...], seed: int, warm: bool) -> Thunks:
    """Layouts of the images times layouts of a kernel that is passed."""
    given: list[tuple[int, ...] | None] = [None]
    if kind == "depthwise":
        given += [(0, 1, 2), (2, 0, 1), (0, 1, 2, 3), (2, 3, 0, 1)]
    else:
        given += [(0, 1, 2, 3), (3, 2, 0, 1), (0, 1, 3, 2), (2, 3, 0, 1)]
    return [
        partial(attempt, kind, subject, size, seed, warm, layout, order)
        for layout in NAMES
        for order in (given[1:] if subject.is_function else given[:1])
    ]


def attempt(
    kind: str,
    subject: Subject,
    size: tuple[int, ...],
    seed: int,
    warm: bool,
    layout: str,
    order: tuple[int, ...] | None,
) -> Attempt:
    """One observation and its readings. size = (n, h, w, c, filters, k, stride, pad)."""
    rng = np.random.default_rng(seed)
    axes = LAYOUTS[layout][0]
    n, h, w, c, f, k, stride, pad = size
    f = c if kind == "depthwise" else f
    x = arranged(rng.standard_normal((n, h, w, c)), axes)
    shape = (k, k, c) if kind == "depthwise" else (k, k, f, c)
    W = rng.standard_normal(shape)
    if order is not None:
        whole = W[..., None] if len(order) == 4 and kind == "depthwise" else W
        W = whole.transpose(order).copy()
    given = {"kernel": W, "bias": rng.standard_normal(f)}
    sizes: dict[str, Any] = {
        "channels": c,
        "filters": f,
        "kernel_size": k,
        "rows": k,
        "columns": k,
        "stride": stride,
        "pad": pad,
        "multiplier": 1,
        **given,
    }
    free = ("channels", "filters", "kernel_size") if subject.is_class else ()
    given_too = ("channels", "filters", "stride", "pad") if stride > 1 else ("channels", "filters")
    encounter = Encounter(subject, sizes, WORDS, free, given_too, seed=seed)
    others = [{"input": rng.standard_normal(x.shape)}] if warm else []
    seen = watch(encounter, {"input": x}, given, ("input", "kernel", "bias"), warm=others)
    return seen, list(read(kind, seen, layout, (n, h, w, c)))


def read(
    kind: str, seen: Observation, layout: str, shape: tuple[int, int, int, int]
) -> Iterator[Reading]:
    """Each array that may be the kernel, each order of its axes, each stride and padding."""
    if not seen.returned:
        return
    axes, words = LAYOUTS[layout]
    y = seen.returned[0]
    if y.ndim != 4:
        return
    _n, h, w, c = shape
    height, width = (y.shape[axes.index(a)] for a in (1, 2))
    for way, W in seen.params.items():
        sides = {m for m in W.shape if list(W.shape).count(m) >= 2 and m > 1}
        for k in sorted(sides, reverse=True):
            f = W.size // (k * k * c)
            wanted = (k, k, c) if kind == "depthwise" else (k, k, f, c)
            if W.size != int(np.prod(wanted)):
                continue
            count = wanted[2]
            bias = next((p for p, a in seen.params.items() if p != way and a.size == count), None)
            for turned in oriented(W.shape, wanted):
                for stride in (1, 2, 3):
                    for pad in (0, 1, 2):
                        if kind == "depthwise":
                            out = [(m + 2 * pad - k) // stride + 1 for m in (h, w)]
                        else:
                            out = [(m - 1) * stride + k - 2 * pad for m in (h, w)]
                        if out != [height, width]:
                            continue
                        yield reading(
                            kind, seen, (axes, words), (way, bias), turned, shape, (stride, pad)
                        )


def reading(
    kind: str,
    seen: Observation,
    layout: tuple[tuple[int, ...], str],
    arrays: tuple[str, str | None],
    turned: Any,
    shape: tuple[int, int, int, int],
    geometry: tuple[int, int],
) -> Reading:
    """The Reading of one assignment."""
    (axes, words), (way, bias), (stride, pad) = layout, arrays, geometry
    leaves = {"input": seen.given["input"], "kernel": seen.params[way]}
    ways_ = {"input": "input", "kernel": way}
    if bias is not None:
        leaves["bias"], ways_["bias"] = seen.params[bias], bias
    forward: Callable[..., dict[str, Node]] = getattr(models, kind)

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        inner = {
            "input": canonical(given["input"], axes, shape),
            "kernel": turned(given["kernel"]),
        }
        if "bias" in given:
            inner["bias"] = given["bias"].reshape(given["bias"].value.size)
        return {"output": to_user(forward(t, inner, stride, pad)["output"], axes)}

    usual = axes == (0, 1, 2, 3)
    straight = list(turned.order[:2]) == sorted(turned.order[:2])
    says = [] if usual else [words]
    says += [f"kernel of shape {seen.params[way].shape}"] if turned.kind == "turned" else []
    says += [f"stride {stride}"] * (stride > 1) + [f"padding {pad}"] * (pad > 0)
    places = int(np.prod(seen.returned[0].shape[1:3]))
    return Reading(
        leaves,
        {"output": seen.returned[0]},
        {"output": seen.upstream[0]} if seen.upstream else {},
        gradients_of(seen, ways_, {k: v.shape for k, v in leaves.items()}) if seen.found else {},
        model,
        says,
        (not usual) + 20 * (not straight),
        factors(shape[0], seen.learning_rate, seen.obj, **{"the number of positions": places}),
    )
