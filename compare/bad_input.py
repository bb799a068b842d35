"""What an implementation from scratch answers to an input that it cannot accept."""

from compare.concept import Bad, Concept
from compare.problem import drawn
from compare.scratch_room import load
from reference.passing import passed


def use(concept: Concept, bad: Bad) -> None:
    """Do with the concept what its kind is for. Raises what it raises."""
    thing = load(concept.family, concept.name, concept.symbol)
    inputs = {name: draw.array(0, "float64") for name, draw in bad.inputs.items()}
    if concept.kind in ("activation", "function"):
        thing(**inputs, **bad.arguments)
    elif concept.kind == "layer":
        layer = thing(**bad.arguments)
        layer.forward(*passed(layer, inputs.values()), **drawn(bad.call, 0, "float64"))
    elif concept.kind == "initializer":
        thing(**bad.arguments)(bad.call["shape"], 0)
    else:
        made = thing(**bad.arguments)
        if inputs:
            made(*inputs.values())


def answer(concept: Concept, bad: Bad) -> str:
    """The exception and its message, "ValueError: ..."; "" where nothing was raised."""
    try:
        use(concept, bad)
    except Exception as error:  # noqa: BLE001 - whatever it raises is the answer
        return f"{type(error).__name__}: {error}"
    return ""
