"""Naming the cause: differences of the culprit's settings, then hypotheses that are tried."""

from dataclasses import dataclass, field

from compare.parity import attention, causes, textbook
from compare.parity.hypotheses import explain
from compare.parity.judge import Comparison
from reference.observed import Layer, Observation


@dataclass
class Explanation:
    """The cause of a divergence, and how it was found."""

    cause: str
    fix: str
    link: str = ""
    evidence: list[str] = field(default_factory=list)


def settings(a: Layer, b: Layer, right_is_torch: bool) -> list[Explanation]:
    """What the settings of two layers say."""
    found = []
    for name in causes.differing(a.arguments, b.arguments):
        cause = causes.cause_of(a.kind, name)
        left, right = a.arguments.get(name), b.arguments.get(name)
        if cause is None:
            found.append(
                Explanation(f"{name} differs: {left} against {right}", f"set {name} alike")
            )
            continue
        says = cause.says.format(left=causes.shown(left), right=causes.shown(right))
        # Each framework's line carries the other side's value: either one mends it.
        keras, torch = (right, left) if right_is_torch else (left, right)
        fix = f"{causes.fixed(cause.keras, keras)} or {causes.fixed(cause.torch, torch)}"
        found.append(Explanation(says, fix, cause.link))
    return found


def connected(left: Observation, right: Observation, i: int, j: int) -> Explanation:
    """Two layers that are alike, but not given the same."""

    def given(seen: Observation, k: int) -> str:
        names = [seen.layers[s].name if s >= 0 else "the input" for s, _ in seen.layers[k].sources]
        return " and ".join(names) or "nothing"

    return Explanation(
        f"connected otherwise: the inputs of {left.layers[i].name} come from {given(left, i)}, "
        f"those of {right.layers[j].name} from {given(right, j)} (another source or order)",
        "connect both to the same layers",
        evidence=["on the very same inputs the two layers agree"],
    )


def name(
    comparison: Comparison, i: int, j: int, right_is_torch: bool, before: float
) -> Explanation:
    """The cause at a pair of layers whose isolated error is `before`."""
    a, b = comparison.left.layers[i], comparison.right.layers[j]
    tried = explain(a, b, comparison.output_of(j), before)
    if "attention" in (a.kind, b.kind) and not (a.kind == b.kind and settings(a, b, True)):
        layer, given = (b, comparison.fed(j)) if b.kind == "attention" else (a, a.inputs)
        said = attention.explain(layer, given, a.output, comparison.output_of(j))
        if said:
            return Explanation(*said)
    if a.kind != b.kind:
        if tried:
            return Explanation(*tried)
        return Explanation(
            f"another operation: {a.kind} against {b.kind}", f"use the same layer: {a.kind}"
        )
    static = settings(a, b, right_is_torch)
    if a.kind == "activation" and static:
        static = [s for s in static if "another activation" in s.cause] or static
    if static:
        first = static[0]
        if len(static) > 1:
            first.evidence.append(
                "other settings differ too: " + "; ".join(s.cause for s in static[1:])
            )
        if tried:
            first.evidence += tried[3]
        theirs = comparison.output_of(j)
        names = causes.differing(a.arguments, b.arguments)
        first.evidence += textbook.testimony(a, b, theirs, names)
        return first
    if tried:
        return Explanation(*tried)
    return Explanation(
        f"{a.kind} computes something else on the same input and weights "
        f"(isolated error {before:.2g})",
        "compare the two layers' definitions",
    )
