"""Dense layers: a class with weights, or functions that take them."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import Orientation, factors, oriented
from compare.validation.adapt.watch import watch
from compare.validation.calling import parameters
from compare.validation.hypotheses import Reading
from compare.validation.models import dense
from compare.validation.names import plain
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

CHOICES = dense.CHOICES
VOCABULARY = {
    "in": (
        "nin",
        "inputsize",
        "infeatures",
        "inputdim",
        "ninputs",
        "numinputs",
        "indim",
        "nx",
        "nprev",
        "inputs",
        "inputunits",
        "infeature",
        "fanin",
        "insize",
        "dimin",
        "din",
        "nfeatures",
        "numfeatures",
        "inputnodes",
        "inputneurons",
        "indims",
        "inchannels",
        "d",
        "ninput",
    ),
    "out": (
        "nout",
        "outputsize",
        "outfeatures",
        "units",
        "nunits",
        "nneurons",
        "nhidden",
        "outdim",
        "outputdim",
        "numneurons",
        "noutputs",
        "numoutputs",
        "hiddensize",
        "nh",
        "fanout",
        "outputs",
        "outsize",
        "dimout",
        "dout",
        "neurons",
        "numunits",
        "hiddenunits",
        "outputnodes",
        "hiddendim",
        "layersize",
        "size",
        "outputunits",
        "h",
        "noutput",
        "m",
    ),
    "shape_in": ("inputshape",),
    "kernel": ("w", "weights", "weight", "kernel", "theta", "wt"),
    "bias": ("b", "bias", "biases"),
    "input": ("x", "inputs", "input", "a", "aprev", "data", "inputdata", "h", "xs", "batch"),
}


def ways(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], tuple[Observation, list[Reading]]]]:
    """Every way of meeting it: rows or columns, weights one way round or the other."""
    passed = subject.is_function or takes_arrays(subject)
    layouts = ("rows", "columns", *(("vector",) if size[0] == 1 else ()))
    return [
        partial(attempt, subject, size, seed, warm, layout, turned)
        for layout in layouts
        for turned in ((False, True) if passed else (False,))
    ]


def takes_arrays(subject: Subject) -> bool:
    """Whether a constructor takes weight arrays."""
    names = [plain(p.name) for p in parameters(subject.forward)] if subject.is_class else []
    return any(n in VOCABULARY["kernel"] for n in names)


def attempt(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool, layout: str, turned: bool
) -> tuple[Observation, list[Reading]]:
    """One observation and its readings."""
    n, d, u = size
    columns = layout == "columns"
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((n, d))
    W, b = rng.standard_normal((d, u)), rng.standard_normal(u)
    given = {"kernel": W.T.copy() if turned else W, "bias": b[:, None] if columns else b}
    sizes = {"in": d, "out": u, "shape_in": (d,), **given}
    order = ("in", "out", "kernel", "bias")
    encounter = Encounter(subject, sizes, VOCABULARY, order, seed=seed)
    inputs = {"input": x.T.copy() if columns else x[0].copy() if layout == "vector" else x}
    others = [{"input": rng.standard_normal(inputs["input"].shape)}] if warm else []
    seen = watch(encounter, inputs, given, ("input", "kernel", "bias"), warm=others)
    return seen, list(read(seen, columns))


def read(seen: Observation, columns: bool) -> Iterator[Reading]:
    """Each assignment of the arrays to kernel and bias."""
    x = seen.given["input"]
    d = x.shape[0] if columns else x.shape[-1]
    n = x.size // d
    matrices = {p: a for p, a in seen.params.items() if a.size % d == 0 and a.ndim in (1, 2)}
    for way, W in matrices.items():
        if d not in W.shape:
            continue
        u = W.size // d
        biases = [p for p, a in seen.params.items() if p != way and a.size == u]
        for bias in [*biases[:2], None] if not biases else biases[:2]:
            for turned in oriented(W.shape, (d, u)):
                leaves = {"input": x, "kernel": W}
                ways = {"kernel": way}
                if bias is not None:
                    leaves["bias"], ways["bias"] = seen.params[bias], bias
                if way in seen.after:
                    leaves["kernel after"] = seen.after[way]
                yield reading(seen, leaves, ways, columns, turned, (n, d, u))


def reading(
    seen: Observation,
    leaves: dict[str, np.ndarray],
    ways: dict[str, str],
    columns: bool,
    turned: Orientation,
    size: tuple[int, int, int],
) -> Reading:
    """The Reading of one assignment."""
    n, d, u = size

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        canonical = {
            "input": given["input"].transpose() if columns else given["input"].reshape(n, d),
            "kernel": turned(given["kernel"]),
        }
        if "bias" in given:
            canonical["bias"] = given["bias"].reshape(u)
        if "kernel after" in given:
            canonical["kernel after"] = turned(given["kernel after"])
        y = dense.model(t, canonical)["output"]
        if given["input"].value.ndim == 1:
            return {"output": y.reshape(u)}
        return {"output": y.transpose() if columns else y}

    shapes = {k: v.shape for k, v in leaves.items()}
    grads = gradients_of(seen, {"input": "input", **ways}, shapes) if seen.found else {}
    says = ["samples in columns (features first)"] if columns else []
    kernel_shape = "(out, in)" if turned.kind == "turned" else ""
    return Reading(
        leaves=leaves,
        outputs={"output": seen.returned[0]} if seen.returned else {},
        upstream={"output": seen.upstream[0]} if seen.upstream else {},
        gradients=grads,
        model=model,
        says=[*says, *([f"weights of shape {kernel_shape}"] if kernel_shape else [])],
        price=columns + 2 * (turned.kind == "turned" and d == u),
        factors=factors(
            n, seen.learning_rate, seen.obj, **{"the number of inputs": d, "the number of units": u}
        ),
    )
