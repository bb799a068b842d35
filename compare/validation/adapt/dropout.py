"""Dropout: whether what is kept is scaled, reused, and left alone at inference."""

from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.adapt.observation import Encounter, Observation
from compare.validation.adapt.watch import first_arrays, run_forward, watch
from compare.validation.calling import method, parameters
from compare.validation.measure import agrees, fitted
from compare.validation.names import FORWARD, plain
from compare.validation.subject import Subject
from compare.validation.verdict import Verdict

DROP = (
    "rate",
    "dropprob",
    "droprate",
    "dropoutrate",
    "dropoutratio",
    "prate",
    "dropprobability",
    "dropout",
    "ratio",
    "pdrop",
    "dropratio",
    "dropoutprob",
    "probdrop",
    "pdropout",
)
KEEP = ("keepprob", "keep", "keeprate", "keepprobability", "pkeep", "retain", "retainprob", "kp")
VOCABULARY = {
    "rate": (*DROP, "p", "prob", "probability"),
    "keep": KEEP,
    "input": ("x", "inputs", "input", "a", "data", "z"),
}
RATE = 0.3


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on a dropout layer."""
    if concept != "dropout":
        return None
    rng = np.random.default_rng(subject.seed)
    x = rng.standard_normal((60, 50)) + 3.0
    sizes: dict[str, Any] = {"rate": RATE, "keep": 1 - RATE}
    encounter = Encounter(subject, sizes, VOCABULARY, ("rate",), ("rate", "keep"), seed=0)
    seen = watch(encounter, {"input": x}, {}, ("input", "rate"))
    if not seen.returned or fitted(seen.returned[0], x.shape) is None:
        return verdict.wrong(concept, "the output has not the input's shape", "keep the shape")
    y = np.asarray(seen.returned[0], np.float64).reshape(x.shape)
    fault = Faults(concept, seen)
    side = fault.side_effects()
    if side:
        return side
    kept = y != 0
    fraction = float(kept.mean())
    name, p = given_rate(encounter, seen)
    if fraction == 1.0:
        if agrees(y, x):
            return fault(
                "nothing is dropped in training mode: the mask is not applied",
                "multiply by the mask while training",
            )
        return fault("every value changes: no mask of zeros and kept values", "y = x mask / keep")
    keep = nearest_keep(fraction, p)
    scale = y[kept] / x[kept]
    if keep is None:
        return fault(
            f"{fraction:.2f} of the values are kept, which is neither {p:g} nor {1 - p:g}: the "
            f"mask "
            "is drawn with the wrong probability",
            "keep each value with probability 1 - rate",
        )
    stated = 1 - p if name in DROP else p if name in KEEP else None
    if stated is not None and abs(keep - stated) > 1e-9:
        return fault(
            f"keep and drop are swapped: {name}={p:g}, and {fraction:.2f} of the values are kept "
            "(the mask's comparison is inverted, the rate is taken for the keep probability)",
            "keep a value with probability 1 - rate",
        )
    convention = [] if keep == 1 - p else [f"{name or 'p'} is the probability to keep"]
    inverted = bool(np.allclose(scale, 1 / keep, rtol=1e-9))
    resting = at_inference(encounter, x)
    if not inverted:
        unscaled = bool(np.allclose(scale, 1.0, rtol=1e-9))
        if unscaled and resting is not None and agrees(resting, x * keep):
            convention.append("scaled by keep at inference, not in training (the original form)")
        else:
            return wrong_scale(fault, scale, keep, unscaled)
    elif resting is not None and not agrees(resting, x):
        if (np.asarray(resting) == 0).any():
            return fault(
                "units are dropped at inference (test time) too: the training flag is ignored",
                "return the input as it is when not training",
            )
        return fault(
            "the output is scaled at inference (test time), though it has been scaled in "
            "training already",
            "return the input as it is when not training",
        )
    back = judge_backward(fault, seen, x, y, kept, keep)
    if back is not None:
        return back
    again = repeated(subject, encounter, x)
    if again:
        return fault(again, "draw a new mask in every training step")
    if not has_flag(encounter) and resting is None:
        seen.assumed.append("no training flag was found: inference was not judged")
    return verdict.right(
        concept,
        ["inverted dropout" if inverted else "", *convention],
        assumed=seen.assumed,
        evidence=[f"kept {fraction:.3f} of {x.size}, where {keep:g} is expected"],
    )


class Faults:
    """Makes the verdicts of one observation."""

    def __init__(self, concept: str, seen: Observation) -> None:
        self.concept, self.seen = concept, seen

    def __call__(self, cause: str, fix: str) -> Verdict:
        """The verdict that it is wrong."""
        return verdict.wrong(self.concept, cause, fix, assumed=self.seen.assumed)

    def side_effects(self) -> Verdict | None:
        """The input changed in place."""
        if self.seen.mutated:
            return self(
                f"{self.seen.mutated[0]} is changed in place: the caller's array is modified",
                "work on a copy",
            )
        if self.seen.dtypes & {"float32", "float16"}:
            return self("the dtype is narrowed: float64 in, float32 out", "keep the dtype")
        return None


def given_rate(encounter: Encounter, seen: Observation) -> tuple[str, float]:
    """(plain name, value) of the rate or the keep probability."""
    for name, role in encounter.taken.items():
        if role in ("rate", "keep"):
            return plain(name), RATE if role == "rate" else 1 - RATE
    for name, value in getattr(seen.obj, "__dict__", {}).items():
        if plain(name) in (*VOCABULARY["rate"], *KEEP) and isinstance(value, float):
            return plain(name), value
    return "", RATE


def nearest_keep(fraction: float, p: float) -> float | None:
    """p or 1 - p, whichever the kept fraction fits; None for neither."""
    options = [k for k in (1 - p, p) if abs(fraction - k) < 5 * (k * (1 - k) / 3000) ** 0.5]
    return min(options, key=lambda k: abs(fraction - k)) if options else None


def wrong_scale(fault: Faults, scale: np.ndarray, keep: float, unscaled: bool) -> Verdict:
    """The factor of the kept values, by name."""
    if unscaled:
        return fault(
            "the kept values are not scaled by 1/keep = 1/(1 - rate), a missing factor: the "
            "expected value changes between training and test",
            "divide the mask by keep",
        )
    names = {
        1 / (1 - keep): "1/rate",
        keep: "keep, multiplied where it should be divided",
        1 - keep: "the rate",
        1 / np.sqrt(keep): "1/√keep",
    }
    k = float(scale.mean())
    named = next((w for v, w in names.items() if abs(v - k) < 1e-9), f"{k:.4g}")
    return fault(
        f"the kept values are scaled by the wrong factor: {named} instead of 1/(1 - rate) = 1/keep",
        "divide by the keep probability, 1 - rate",
    )


def at_inference(encounter: Encounter, x: np.ndarray) -> np.ndarray | None:
    """What comes out when not training, where there is a way to say so."""
    if not has_flag(encounter):
        return None
    obj = encounter.obj
    forward = encounter.subject.forward if encounter.subject.is_function else method(obj, FORWARD)
    out, _ = run_forward(encounter, forward, {"input": x}, {}, ("input", "rate"), False)
    arrays = first_arrays(out, obj)
    return np.asarray(arrays[0], np.float64) if arrays else None


def has_flag(encounter: Encounter) -> bool:
    """Whether training can be told from inference."""
    obj = encounter.obj
    if encounter.subject.is_function:
        return any(
            plain(p.name) in ("training", "train", "mode", "istraining", "dropoutparam")
            for p in parameters(encounter.subject.forward)
        )
    forward = method(obj, FORWARD)
    flags = any(
        any(w in plain(p.name) for w in ("train", "mode")) for p in parameters(forward or obj)
    )
    return flags or any(isinstance(v, bool) for v in vars(obj).values()) or hasattr(obj, "eval")


def judge_backward(
    fault: Faults, seen: Observation, x: np.ndarray, y: np.ndarray, kept: np.ndarray, keep: float
) -> Verdict | None:
    """Whether the gradient passes the very mask of the forward pass."""
    if not seen.has_backward:
        return None
    if seen.backward_error:
        return fault(f"the backward pass raises {seen.backward_error}", "use the kept mask")
    dy = seen.upstream[0]
    found = [a for _, a in seen.found if fitted(a, x.shape) is not None and a.dtype.kind == "f"]
    returned = [
        a for w, a in seen.found if w.startswith("returned") and fitted(a, x.shape) is not None
    ]
    named = [a for w, a in seen.found if "d" in w and fitted(a, x.shape) is not None]
    candidates = returned or named or found
    if not candidates:
        return None
    if any(agrees(a, dy * y / x) for a in candidates):
        return None
    dx = candidates[0].reshape(x.shape)
    if agrees(dx, dy * kept):
        return fault(
            "the mask is not scaled in the backward pass: the factor 1/keep is missing there",
            "use the scaled mask in both passes",
        )
    if agrees(dx, dy * kept / keep**2) or agrees(dx, dy * kept / keep):
        return fault(
            "the backward pass scales by 1/keep, the forward pass does not (a factor)",
            "use one mask in both passes",
        )
    if agrees(dx, dy):
        return fault("the mask is not applied in the backward pass", "multiply dy by the mask")
    if agrees(dx, dy * ~kept) or agrees(dx, dy * ~kept / keep):
        return fault("the backward pass uses the inverse of the mask", "use the mask itself")
    return fault(
        "the mask is not reused: the backward pass draws a new mask or uses another one",
        "keep the mask of the forward pass",
    )


def repeated(subject: Subject, encounter: Encounter, x: np.ndarray) -> str:
    """Whether two calls drop the same units, though nobody gave a seed."""
    if subject.is_function or "seed" in encounter.taken.values():
        return ""
    forward = method(encounter.obj, FORWARD)
    outs = []
    for _ in range(2):
        out, _copies = run_forward(encounter, forward, {"input": x}, {}, ("input", "rate"), True)
        outs.append(first_arrays(out, encounter.obj)[0] == 0)
    same = np.array_equal(*outs)
    return (
        "the same mask is used at every call: the mask is state kept between calls" if same else ""
    )
