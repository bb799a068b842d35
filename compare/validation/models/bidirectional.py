"""Bidirectional: one recurrent layer reads forwards, another backwards, and both are joined."""

from compare.validation.choice import Choice, convention, wrong, wrong_backward
from compare.validation.models import recurrent
from compare.validation.tape import Node, Tape

MERGES = [
    convention("merge sum", "the directions are added", group="merge"),
    convention("merge ave", "the directions are averaged", group="merge"),
    convention("merge mul", "the directions are multiplied", group="merge"),
    convention("backward first", "the backward direction comes first", group="merge"),
]
FAULTS = [
    wrong(
        "not turned",
        "the backward direction's states are not turned round (reversed in time) again before "
        "they are joined: step t meets step T - t",
        "reverse the backward direction's output along time",
        group="direction",
    ),
    wrong(
        "same direction",
        "both directions read the sequence forwards: it is not reversed (time order) for the "
        "backward direction",
        "give the backward layer x[:, ::-1]",
        group="direction",
    ),
    wrong(
        "other end",
        "the backward direction's state is taken at the wrong end of time: after its first step "
        "only, instead of its last",
        "take the state after the whole reversed sequence",
        group="direction",
    ),
    wrong(
        "shared weights",
        "both directions use the weights of the forward direction",
        "give each direction its own weights",
        group="weights",
    ),
    wrong_backward(
        "dx forward only",
        "the gradient of the input lacks the backward direction",
        "add the gradients of both directions",
    ),
    wrong_backward(
        "dx backward only",
        "the gradient of the input lacks the forward direction",
        "add the gradients of both directions",
    ),
    wrong_backward(
        "dx not turned",
        "the backward direction's gradient of the input is not turned round (reversed in time) "
        "before it is added",
        "reverse it along time",
    ),
]


def choices() -> list[Choice]:
    """What may differ: the join, and the conventions of the layers inside."""
    inside = [c for c in recurrent.CHOICES["lstm"] if c.key == "forget 1"]
    return [*MERGES, *FAULTS, *inside]


def model(
    t: Tape,
    x: Node,
    forward: dict[str, Node],
    backward: dict[str, Node],
    kind: str,
    whole: bool,
) -> Node:
    """(n, t, 2u), or (n, 2u) after the last steps unless `whole`."""
    if "shared weights" in t.on:
        backward = {**forward, **{k: v * 0.0 + t.of(forward[k].value) for k, v in backward.items()}}
    ahead = t.of(x.value) if "dx backward only" in t.on else x
    behind = t.of(x.value) if t.on & {"dx forward only", "dx not turned"} else x
    turned = behind if "same direction" in t.on else behind[:, ::-1]
    if "dx not turned" in t.on:
        turned = turned + (x - x.value)
    f = recurrent.model(t, {**forward, "input": ahead}, kind)["output"]
    b = recurrent.model(t, {**backward, "input": turned}, kind)["output"]
    back = b if t.on & {"not turned", "same direction"} else b[:, ::-1]
    if not whole:
        f = f[:, -1]
        back = b[:, 0] if "other end" in t.on else b[:, -1]
    if "merge sum" in t.on:
        return f + back
    if "merge ave" in t.on:
        return (f + back) * 0.5
    if "merge mul" in t.on:
        return f * back
    return t.concat([back, f] if "backward first" in t.on else [f, back])
