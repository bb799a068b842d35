"""Whole networks: a training step by hand, held to finite differences of its loss."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.adapt.network_steps import Array, Batch, Network, Step, batches, steps
from compare.validation.arrays import last_name
from compare.validation.calling import NotMet
from compare.validation.choice import Choice
from compare.validation.judge import survivors
from compare.validation.measure import fitted, worst
from compare.validation.models import network as models
from compare.validation.subject import Subject, Theirs
from compare.validation.tape import Node, Tape
from compare.validation.transforms import transformed
from compare.validation.verdict import Verdict

CONCEPTS = ("network",)
NEAR = 2e-6
"""Central differences are good to about 1e-9 here; hardly any mistake is smaller than this."""


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on a network."""
    if concept not in CONCEPTS:
        return None
    raised: list[Exception] = []
    best: Verdict | None = None
    for batch in all_batches():
        for way in steps(subject, batch):
            given, errors = survivors([partial(judged, concept, way, batch)])
            raised += errors
            if given and given[0].verdict == "right":
                return given[0]
            best = min(filter(None, (best, *given)), key=unexplained, default=None)
            if given and not unexplained(given[0]):
                break  # A step that is known to be wrong is not saved by gradients that are right.
    if best is not None:
        return best
    theirs = [e for e in raised if not isinstance(e, NotMet)]
    if theirs:
        raise Theirs(f"{type(theirs[0]).__name__}: {theirs[0]}")
    raise NotMet("a training step: a method such as train_step(X, y), fit(X, y) or backward(X, y)")


def judged(concept: str, way: Callable[[], tuple[Network, Step]], batch: Batch) -> Verdict:
    """The verdict on one step."""
    seen, step = way()
    return Judgement(concept, seen, step, batch).verdict()


def unexplained(found: Verdict) -> bool:
    """Whether no mistake was found that explains it."""
    return "none of the known" in found.cause


def all_batches() -> Iterator[Batch]:
    """Sizes times layouts; the likeliest first."""
    for inputs, outputs in ((3, 2), (3, 1), (2, 1)):
        yield from batches(inputs, outputs)


class Judgement:
    """One step, compared with the derivatives of the losses that it may descend on."""

    def __init__(self, concept: str, network: Network, step: Step, batch: Batch) -> None:
        self.concept, self.network, self.step, self.batch = concept, network, step, batch
        network.restore(network.weights)
        self.targets = batch.targets
        given, _ = survivors([network.run])
        self.y: Array | None = given[0] if given else None
        if self.y is not None and self.y.shape != self.targets.shape:
            self.y = None
        given, _ = survivors([network.own_loss])
        self.own: float | None = given[0] if given else None
        if self.y is None and self.own is None:
            raise NotMet("its outputs, or its loss")
        self.assumed = [*network.encounter.assumed, f"gradients taken from {step.says}"]
        self.assumed += [batch.says] if batch.says else []

    def verdict(self) -> Verdict:
        """Right where the step is downhill on its own loss, or on one of the usual ones."""
        slopes = self.slopes()
        if "own" in slopes:
            slopes = {"its own loss": slopes["own"]} | self.like_own(slopes)
        for name, slope in slopes.items():
            k = self.along(slope)
            if k is not None:
                return self.agreed(k, name)
        return self.diagnosed(slopes)

    @staticmethod
    def like_own(slopes: Mapping[str, dict[str, Array]]) -> dict[str, dict[str, Array]]:
        """The usual losses that are its own up to a factor."""
        own = slopes["own"]
        return {
            name: slope
            for name, slope in slopes.items()
            if name != "own" and all(close(slope[way], own[way]) for way in own)
        }

    def slopes(self) -> dict[str, dict[str, Array]]:
        """Loss -> way -> derivative, by central differences."""
        upstream: dict[str, Array] = {}
        if self.y is not None:
            upstream = {name: f(self.y, self.targets) for name, f in models.LOSSES.items()}
        upstream = {k: g for k, g in upstream.items() if np.all(np.isfinite(g))}
        found: dict[str, dict[str, Array]] = {name: {} for name in upstream}
        if self.own is not None:
            found["own"] = {}
        for way, value in self.network.weights.items():
            sides = [self.around(way, value, k) for k in range(value.size)]
            for name, g in upstream.items():
                given = [float(np.sum(g * dy)) for dy, _ in sides]
                found[name][way] = np.reshape(given, value.shape)
            if self.own is not None:
                found["own"][way] = np.reshape([dl for _, dl in sides], value.shape)
        self.network.restore(self.network.weights)
        return found

    def around(self, way: str, value: Array, k: int, h: float = 1e-5) -> tuple[Array, float]:
        """(dy, dloss) for a change of one weight, by central differences."""
        both = []
        for sign in (1, -1):
            moved = value.copy()
            moved.flat[k] += sign * h
            self.network.restore({**self.network.weights, way: moved})
            own = self.network.own_loss() if self.own is not None else 0.0
            y = self.network.run() if self.y is not None else np.zeros(1)
            both.append((y, own or 0.0))
        (y1, l1), (y0, l0) = both
        return (y1 - y0) / (2 * h), (l1 - l0) / (2 * h)

    def along(self, slope: Mapping[str, Array]) -> float | None:
        """k where every gradient is k times the slope, else None."""
        pairs = [(fitted(g, slope[w].shape), slope[w]) for w, g in self.step.gradients.items()]
        if any(a is None for a, _ in pairs):
            return None
        a = np.concatenate([np.ravel(p) for p, _ in pairs])  # type: ignore[arg-type]
        b = np.concatenate([p.ravel() for _, p in pairs])
        k = float(a @ b / (b @ b)) if np.any(b) else 0.0
        return k if k and np.max(np.abs(a - k * b)) <= NEAR * np.max(np.abs(a)) else None

    def agreed(self, k: float, loss: str) -> Verdict:
        """The direction is right; the sign decides, and a missing gradient is said."""
        if k < 0:
            return self.wrong(
                "wrong sign: the step goes uphill, the loss grows (ascent in place of descent)",
                "subtract learning_rate times the gradient",
                [f"the gradients are {k:.4g} times the derivative of {loss}"],
            )
        missing = [w for w in self.network.weights if w not in self.step.gradients]
        still = [w for w, g in self.step.gradients.items() if not np.any(g)]
        if missing and self.step.applied:
            still += missing
        if still:
            names = ", ".join(dict.fromkeys(still))
            return self.wrong(f"{names} is never updated: its gradient is zero", "update it too")
        convention = [f"descends on {loss}", self.batch.says]
        notes = [] if abs(k - 1) < NEAR else [f"the gradients are {k:.5g} times its derivative"]
        found = verdict.right(self.concept, convention, assumed=self.assumed, notes=notes)
        found.evidence.append(
            f"compared with central differences: {', '.join(self.step.gradients)}"
        )
        return found

    def wrong(self, cause: str, fix: str, evidence: list[str] | None = None) -> Verdict:
        """A verdict that it is wrong."""
        return verdict.wrong(
            self.concept, cause, fix, evidence=evidence or [], assumed=self.assumed
        )

    def diagnosed(self, slopes: Mapping[str, dict[str, Array]]) -> Verdict:
        """Which mistake gives these gradients."""
        layers = models.layers_of(self.network.weights, self.batch.rows.shape[1])
        curves = None
        if layers and self.y is not None:
            curves = models.curves_of(self.batch.rows, self.network.weights, layers, self.y)
        usual = [name for name in slopes if name in models.LOSSES]
        if curves is None or not usual:
            return self.unexplained(slopes)
        faults = [*models.faults(len(layers))]
        for size in (1, 2):
            for chosen in combinations(faults, size):
                for name in usual:
                    k = self.along(self.exact(layers, curves, chosen, name)[0])
                    if k is not None and k > 0:
                        return self.wrong(
                            "; ".join(c.says for c in chosen),
                            "; ".join(c.fix for c in chosen),
                            [f"the gradients are those of {name} with this mistake in it"],
                        )
            if size == 1:
                found = self.transformed(layers, curves, usual)
                if found is not None:
                    return found
        return self.unexplained(slopes)

    def exact(
        self,
        layers: list[models.Layer],
        curves: tuple[str, str],
        chosen: tuple[Choice, ...],
        loss: str,
    ) -> tuple[dict[str, Array], dict[str, list[Array]]]:
        """The gradients of the model with some faults, and those not yet summed."""
        t = Tape(c.key for c in chosen)
        weights = {way: Node(t, value) for way, value in self.network.weights.items()}
        y = models.outputs(t, Node(t, self.batch.rows), weights, layers, *curves, self.step.after)
        t.backward([(y, models.LOSSES[loss](y.value, self.targets))])
        return {w: n.grad for w, n in weights.items()}, {w: n.unsummed for w, n in weights.items()}

    def transformed(
        self, layers: list[models.Layer], curves: tuple[str, str], losses: list[str]
    ) -> Verdict | None:
        """A factor, a transpose or a sum not taken, in some of the arrays."""
        rows = len(self.targets)
        for name in losses:
            slopes, unsummed = self.exact(layers, curves, (), name)
            factors = {w: multiple(g, slopes[w]) for w, g in self.step.gradients.items()}
            common = [k for k in factors.values() if k is not None]
            if not common:
                continue
            k = max(common, key=lambda v: sum(abs(v - o) <= NEAR * abs(v) for o in common))
            causes: list[str] = []
            fixes: list[str] = []
            for way, g in self.step.gradients.items():
                if factors[way] is not None and abs(factors[way] - k) <= NEAR * abs(k):  # type: ignore[operator]
                    continue
                n = {float(rows): "N, the batch size", 1 / rows: "1/N, the mean"}
                change = transformed(
                    last_name(way), g, k * slopes[way], [k * u for u in unsummed[way]], n
                )
                if change is None:
                    break
                causes.append(change.says)
                fixes.append(change.fix)
            else:
                return self.wrong("; ".join(causes), "; ".join(fixes))
        return None

    def unexplained(self, slopes: Mapping[str, dict[str, Array]]) -> Verdict:
        """Which arrays do not agree with the loss that fits best."""

        def apart(slope: Mapping[str, Array]) -> list[str]:
            gradients = self.step.gradients
            return [
                w for w, g in gradients.items() if not close(fitted(g, slope[w].shape), slope[w])
            ]

        name, slope = min(slopes.items(), key=lambda s: len(apart(s[1])))
        places = ", ".join(apart(slope))
        return self.wrong(
            f"the gradient of {places or 'the layers together'} is not the derivative of {name} "
            "(central differences), and none of the known mistakes explains it",
            "check the chain rule from the output back to these weights",
            [f"{w}: {worst(self.step.gradients[w], slope[w])}" for w in apart(slope)],
        )


def multiple(a: Any, b: Array) -> float | None:
    """k where a is k times b, up to the error of central differences."""
    array = fitted(a, b.shape)
    if array is None or not np.any(b):
        return None
    k = float(array.ravel() @ b.ravel() / (b.ravel() @ b.ravel()))
    return k if np.max(np.abs(array - k * b)) <= NEAR * np.max(np.abs(array), initial=0) else None


def close(a: Any, b: Array) -> bool:
    """Whether a is a positive multiple of b."""
    k = multiple(a, b)
    return k is not None and k > 0
