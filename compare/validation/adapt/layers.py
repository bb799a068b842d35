"""Layers: which adapter meets which concept, and what is tried beside the ordinary run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NoReturn

import numpy as np

from compare.validation import verdict
from compare.validation.adapt import (
    attention,
    bidirectional,
    dense,
    images,
    kernels,
    norms,
    recurrent,
    running,
    tokens,
)
from compare.validation.adapt.observation import Observation
from compare.validation.calling import NotMet
from compare.validation.choice import Choice
from compare.validation.hypotheses import Explanation, Reading
from compare.validation.judge import best_explanation, judged, survivors
from compare.validation.measure import residual
from compare.validation.models import bidirectional as bidirectional_model
from compare.validation.models import convolution, normalization, pooling, shapes
from compare.validation.models import kernels as kernel_models
from compare.validation.models.attention import CHOICES as ATTENTION
from compare.validation.models.recurrent import CHOICES as RECURRENT
from compare.validation.script import script_of
from compare.validation.subject import Subject, Theirs, layout_hint
from compare.validation.verdict import Verdict

Ways = Callable[[Subject, tuple[int, ...], int, bool], list[Callable[[], Any]]]


@dataclass(frozen=True)
class Adapter:
    """How a layer is met: its ways, what may differ, and the sizes that are tried.

    `square` are sizes in which a missing transpose does not raise.
    """

    ways: Ways
    choices: Sequence[Choice]
    size: tuple[int, ...]
    square: tuple[int, ...]
    more: tuple[tuple[int, ...], ...] = ()


def judge(subject: Subject, concept: str, adapter: Adapter) -> Verdict:
    """Run it, explain what it does, then run it again where faults hide."""
    more = subject.seed % 3  # Other seeds have other batches too.
    adapter = replace(adapter, size=(adapter.size[0] + more, *adapter.size[1:]))
    attempts, raised = survivors(adapter.ways(subject, adapter.size, subject.seed, False))
    best = best_explanation(attempts, adapter.choices)
    if best is None or best[0].backward_error or not best[1].right:
        trouble = best[0].backward_error if best else last_words(raised)
        if best is None or trouble:
            found = one_at_a_time(subject, concept, adapter)
            if found is not None:
                return found
            found = in_squares(subject, concept, adapter, trouble)
            if found is not None:
                return found
        if best is None:
            found = other_size(subject, concept, adapter)
            if found is not None:
                return found
            raise_theirs(raised)
        elif trouble:
            return verdict.wrong(
                concept,
                f"the backward pass raises {trouble}: a shape does not fit (transpose, sum or "
                f"order "
                "of a product)",
                "check the shapes of the backward pass",
                evidence=[trouble],
                assumed=best[0].assumed,
            )
    seen, explanation = best
    found = judged(concept, seen, explanation)
    side = side_effects(concept, seen, found)
    if side is not None:
        return side
    if not explanation.right:
        return found if explanation.complete else smallest(subject, adapter, found)
    return (
        repeated(subject, concept, adapter, found)
        or others(subject, concept, adapter)
        or running.after_training(subject, concept, found)
        or found
    )


def smallest(subject: Subject, adapter: Adapter, found: Verdict) -> Verdict:
    """Add the smallest sizes at which it still fails, as a script, and what was ruled out."""
    sound = [c for c in adapter.choices if not c.fault]
    size, last = adapter.size, None
    end = time.monotonic() + 2
    for axis in range(len(size)):
        for value in (1, 2):
            less = (*size[:axis], value, *size[axis + 1 :])
            if value >= size[axis] or time.monotonic() > end:
                continue
            attempts, _ = survivors(adapter.ways(subject, less, 0, False))
            best = best_explanation(attempts, sound)
            if best is not None and not best[1].right and not best[0].backward_error:
                size, last = less, best
                break
    if last is not None:
        seen, explanation = last
        found.evidence.append(f"the smallest sizes that fail: {size}, {explanation.where}")
        weights = {} if subject.is_function else seen.params
        found.script = script_of(subject, seen.calls, [explanation.where], weights)
    found.ruled_out = [c.says for c in adapter.choices if c.fault]
    found.ruled_out.append("a factor, a transpose, a sum over another axis, a flip, a shift by one")
    return found


def one_at_a_time(subject: Subject, concept: str, adapter: Adapter) -> Verdict | None:
    """Right for one sample where nobody speaks of several, and several raise."""
    if adapter.ways is not dense.ways or layout_hint(subject.own_text):
        return None
    attempts, _ = survivors(adapter.ways(subject, (1, *adapter.size[1:]), 0, False))
    best = best_explanation(attempts, [c for c in adapter.choices if not c.fault])
    if best is None or not best[1].right or best[0].backward_error:
        return None
    found = judged(concept, *best, more=["one sample at a time"])
    return side_effects(concept, best[0], found) or found


def other_size(subject: Subject, concept: str, adapter: Adapter) -> Verdict | None:
    """An output that no stride and padding gives: of an image, the rows or columns are off."""
    if "2d" not in concept:
        return None
    height, width = adapter.size[1:3]
    for way in adapter.ways(subject, adapter.size, subject.seed, False):
        try:
            seen, readings = way()
        except Exception:  # noqa: BLE001, S112 - another layout raises; it is not the user's
            continue
        if readings or not seen.returned or seen.returned[0].ndim < 2:
            continue
        return verdict.wrong(
            concept,
            f"the output size is wrong: an image of {height} by {width} gives an output of shape "
            f"{seen.returned[0].shape}, which no stride and padding explain (off by one: the + 1 "
            "of (size + 2 padding - kernel) // stride + 1, or the last row and column of windows)",
            "(size + 2 * padding - kernel_size) // stride + 1 in both directions",
            evidence=[f"output of shape {seen.returned[0].shape}"],
            assumed=seen.assumed,
        )
    return None


def last_words(raised: Sequence[Exception]) -> str:
    """What was raised by their code, in words."""
    theirs = [e for e in raised if not isinstance(e, NotMet)]
    return f"{type(theirs[0]).__name__}: {theirs[0]}" if theirs else ""


def raise_theirs(raised: Sequence[Exception]) -> NoReturn:
    """Say what could not be met, or what their code raised."""
    theirs = [e for e in raised if not isinstance(e, NotMet)]
    if theirs:
        raise Theirs(f"{type(theirs[0]).__name__}: {theirs[0]}") from theirs[0]
    if raised:
        raise raised[0]
    raise NotMet("its outputs")


def in_squares(subject: Subject, concept: str, adapter: Adapter, trouble: str) -> Verdict | None:
    """The diagnosis in sizes that are all equal, where shapes always fit."""
    attempts, _ = survivors(adapter.ways(subject, adapter.square, 0, False))
    best = best_explanation(attempts, adapter.choices)
    if best is None or best[0].backward_error:
        return None
    seen, explanation = best
    if not explanation.complete:
        return None
    found = judged(concept, seen, explanation)
    if explanation.right:
        if not trouble:
            return found
        return verdict.wrong(
            concept,
            f"it only works where all sizes are equal: otherwise it raises {trouble} (a transpose "
            "or a sum is missing)",
            "check the shapes",
            evidence=[trouble],
            assumed=seen.assumed,
        )
    found.evidence.append(f"where the sizes differ it raises {trouble}")
    return found


def side_effects(concept: str, seen: Observation, found: Verdict) -> Verdict | None:
    """The input changed in place, or the dtype narrowed: wrong, whatever the values."""
    if seen.mutated:
        what = seen.mutated[0]
        return verdict.wrong(
            concept,
            f"{what} is changed in place: the caller's array is modified (mutated)",
            "work on a copy",
            evidence=[f"{what} has other values after the call"],
            assumed=seen.assumed,
        )
    narrow = [d for d in seen.dtypes if d in ("float32", "float16")]
    if narrow:
        return verdict.wrong(
            concept,
            f"the dtype is narrowed: float64 comes in, {narrow[0]} comes out (precision is lost)",
            "keep the input's dtype",
            evidence=[f"output dtype {narrow[0]}"],
            assumed=seen.assumed,
        )
    rounded = [d for d in seen.dtypes if d.startswith(("int", "uint"))]
    if rounded and found.verdict == "wrong":
        return verdict.wrong(
            concept,
            f"the dtype is {rounded[0]}: values are truncated to integers",
            "create arrays of the input's dtype",
            assumed=seen.assumed,
        )
    return None


def repeated(subject: Subject, concept: str, adapter: Adapter, found: Verdict) -> Verdict | None:
    """A second call on the same object: nothing of the first may be left in it."""
    if subject.is_function:
        return None
    attempts, raised = survivors(adapter.ways(subject, adapter.size, subject.seed + 1, True))
    best = best_explanation(attempts, [c for c in adapter.choices if not c.fault])
    if best is None:
        if raised and last_words(raised):
            return verdict.wrong(
                concept,
                f"a second call raises {last_words(raised)}: state of an earlier call is left",
                "reset what forward and backward keep",
                assumed=found.assumed,
            )
        return None
    seen, explanation = best
    if explanation.right:
        return None
    output = explanation.output_wrong
    what = "the output" if output else "the gradients"
    kept = accumulated(seen, explanation)
    says = (
        "the gradients accumulate between calls: those of an earlier (previous) call are still in "
        "the sum, a state that nothing resets"
        if kept
        else f"state shared between calls: {what} of a second call still depend on an earlier "
        "(previous) call, a stale cache"
    )
    return verdict.wrong(
        concept,
        says,
        "start from zero (or from the given state) at every call",
        evidence=[f"the first call is right; in the second, {explanation.where}"],
        assumed=found.assumed,
    )


def accumulated(seen: Observation, explanation: Explanation) -> bool:
    """Whether only gradients of parameters are off, and the outputs are right."""
    return (
        not explanation.output_wrong
        and not seen.backward_error
        and bool(seen.found)
        and any("grad:" in c and c != "grad:input" for c in [explanation.where.split(" ")[0]])
    )


def others(subject: Subject, concept: str, adapter: Adapter) -> Verdict | None:
    """Other sizes, where a fault may hide."""
    for size in adapter.more:
        attempts, _raised = survivors(adapter.ways(subject, size, subject.seed + 2, False))
        best = best_explanation(attempts, adapter.choices)
        if best is None or best[1].right or best[0].backward_error:
            continue
        result = judged(concept, *best)
        result.evidence.append(f"in other sizes it is right; this is the case {size}")
        return replace(result)
    return None


def pooled(kind: str, choices: Sequence[Choice], whole: bool = False) -> Adapter:
    """The Adapter of a pooling layer: ordinary, with ties, with overlapping windows."""
    more = ((2, 4, 6, 3, 2, 2, 1), (2, 5, 5, 2, 3, 1, 0), (2, 7, 7, 2, 3, 2, 0))
    return Adapter(
        partial(images.pooling_ways, kind, whole),
        [*choices, *pooling.WHOLE] if whole else choices,
        (2, 4, 6, 3, 2, 2, 0),
        (2, 4, 4, 2, 2, 2, 0),
        more[:1] if whole else more,
    )


ADAPTERS: dict[str, Adapter] = {
    "dense": Adapter(dense.ways, dense.CHOICES, (5, 3, 4), (4, 4, 4), ((1, 3, 2),)),
    "conv2d": Adapter(
        images.convolution_ways,
        convolution.CHOICES,
        (3, 6, 5, 2, 4, 3, 1, 1),
        (3, 6, 6, 3, 3, 3, 1, 1),
        ((3, 7, 7, 2, 3, 3, 2, 1), (1, 6, 5, 1, 2, 3, 1, 0)),
    ),
    "depthwise_conv2d": Adapter(
        partial(kernels.ways, "depthwise"),
        kernel_models.DEPTHWISE,
        (3, 6, 5, 2, 2, 3, 1, 0),
        (3, 6, 6, 3, 3, 3, 1, 0),
        ((3, 7, 7, 2, 2, 3, 2, 1),),
    ),
    "conv2d_transpose": Adapter(
        partial(kernels.ways, "transposed"),
        kernel_models.TRANSPOSED,
        (3, 4, 5, 2, 4, 3, 2, 0),
        (3, 4, 4, 3, 3, 3, 2, 0),
        ((3, 3, 4, 2, 4, 3, 1, 0),),
    ),
    "max_pooling2d": pooled("max", pooling.MAX),
    "average_pooling2d": pooled("mean", pooling.AVERAGE),
    "global_max_pooling2d": pooled("max", pooling.MAX, True),
    "global_average_pooling2d": pooled("mean", pooling.AVERAGE, True),
    "flatten": Adapter(images.flatten_ways, shapes.FLATTEN, (2, 3, 4, 5), (3, 3, 3, 3)),
    "reshape": Adapter(images.reshape_ways, shapes.FLATTEN, (5, 12), (12, 12)),
    "embedding": Adapter(tokens.ways, shapes.EMBEDDING, (3, 4, 6, 5), (4, 4, 4, 4)),
    "multi_head_attention": Adapter(attention.ways, ATTENTION, (2, 3, 8, 2), (4, 4, 4, 2)),
    "batch_normalization": Adapter(partial(norms.ways, 0), normalization.CHOICES, (5, 3), (4, 4)),
    "layer_normalization": Adapter(partial(norms.ways, -1), normalization.CHOICES, (5, 3), (4, 4)),
    "bidirectional": Adapter(
        bidirectional.ways, bidirectional_model.choices(), (2, 3, 5, 4), (4, 4, 4, 4)
    ),
    **{
        kind: Adapter(
            partial(recurrent.layer_ways, kind), RECURRENT[kind], (2, 3, 5, 4), (4, 4, 4, 4)
        )
        for kind in RECURRENT
    },
    **{
        f"{kind}_cell": Adapter(
            partial(recurrent.cell_ways, kind), RECURRENT[kind], (3, 1, 5, 4), (4, 1, 4, 4)
        )
        for kind in RECURRENT
    },
}


def outcome(arrays: Sequence[np.ndarray], expected: Sequence[np.ndarray]) -> float:
    """The greatest residual of several arrays."""
    return max(residual(a, b) for a, b in zip(arrays, expected))


__all__ = ["ADAPTERS", "Adapter", "Reading", "judge"]
