"""The record of Bidirectional."""

from functools import partial
from typing import Any

from compare.catalog.recurrent import TIME_MASKS, draw_recurrent, state, x
from compare.concept import Case, Difference, bad, case, concept
from compare.draws import keep_mask, normal
from compare.strategies import Choose, cases, one_of

UNITS = 4
MERGE_MODES = ("concat", "sum", "mul", "ave", None)


def layer(class_name: str, **config: Any) -> dict[str, Any]:
    """A layer's configuration as Keras writes it."""
    return {"class_name": class_name, "config": {"units": UNITS, **config}}


def both_ways(name: str, class_name: str, **settings: Any) -> Case:
    """A case with every output and the states."""
    inner = layer(class_name, return_sequences=True, return_state=True)
    return case(name, x=x, layer=inner, **settings)


def draw_bidirectional(choose: Choose) -> Case:
    """Any recurrent layer, in any mode."""
    class_name, gates, states = one_of(choose, ("SimpleRNN", 1, 1), ("LSTM", 4, 2), ("GRU", 3, 1))
    inner = draw_recurrent(choose, gates=gates, states=states)
    config = {
        key: value
        for key, value in inner.arguments.items()
        if key not in ("go_backwards", "zero_output_for_mask")
    }
    initial = inner.call.get("initial_state", [])
    mode = one_of(choose, *MERGE_MODES)
    return inner.but(
        name=f"{inner.name}, {class_name}, merge_mode={mode}",
        arguments={"layer": {"class_name": class_name, "config": config}, "merge_mode": mode},
        call={**inner.call, "initial_state": [*initial, *initial]} if initial else inner.call,
        masks=inner.masks and (inner.masks, inner.masks),
    )


CONCEPT = concept(
    name="bidirectional",
    family="layers",
    symbol="Bidirectional",
    title="Bidirectional recurrent layer",
    summary=(
        "Two recurrent layers read the same sequence, one from each end, so that every output "
        "knows what came before and what comes after. Their outputs are joined, added, "
        "multiplied or averaged."
    ),
    equation=r"y_t = \mathrm{merge}(\overrightarrow{y}_t, \overleftarrow{y}_t)",
    source="Schuster and Paliwal, Bidirectional Recurrent Neural Networks, 1997",
    cases=[
        case("ordinary", x=x, layer=layer("LSTM")),
        *(
            case(f"{mode}, {kind}", x=x, layer=layer("LSTM", **flags), merge_mode=mode)
            for mode in MERGE_MODES
            for kind, flags in (("last", {}), ("sequences", {"return_sequences": True}))
        ),
        *(both_ways(f"{name}, sequences and state", name) for name in ("SimpleRNN", "LSTM", "GRU")),
        case("no merging, states", x=x, layer=layer("GRU", return_state=True), merge_mode=None),
        case("one step", x=normal(4, 1, 3), layer=layer("LSTM")),
        case("one sample", x=normal(1, 6, 3), layer=layer("GRU", return_sequences=True)),
        case("no bias", x=x, layer=layer("SimpleRNN", use_bias=False)),
        case("reset before", x=x, layer=layer("GRU", reset_after=False)),
        *(both_ways(name, "LSTM", call={"mask": mask}) for name, mask in TIME_MASKS.items()),
        *(
            case(f"{name}, last output", x=x, layer=layer("GRU"), call={"mask": mask})
            for name, mask in TIME_MASKS.items()
        ),
        both_ways(
            "initial state, holes",
            "LSTM",
            call={"mask": TIME_MASKS["holes"], "initial_state": state(4, units=UNITS)},
        ),
        case(
            "dropout",
            x=x,
            layer=layer("LSTM", dropout=0.5, recurrent_dropout=0.25),
            masks=tuple(
                (keep_mask(4, 4, 3, rate=0.5), keep_mask(4, 4, UNITS, rate=0.25)) for _ in range(2)
            ),
            training=True,
        ),
    ],
    bad=[
        bad("not recurrent", says="`layer` must be a recurrent layer", layer="LSTM", x=x),
        bad(
            "backwards already",
            says="that goes forwards",
            layer=layer("LSTM", go_backwards=True),
            x=x,
        ),
        bad("unknown mode", says="`merge_mode`", layer=layer("LSTM"), merge_mode="max", x=x),
        bad(
            "states of one direction",
            says="half of it for each direction",
            layer=layer("GRU"),
            call={"initial_state": state(1, units=UNITS)},
            x=x,
        ),
    ],
    differences=[
        Difference(
            "output at the last step",
            "the backward half has seen one step only",
            "each half has seen the whole sequence",
            "torch.cat(h[0], h[1]) in place of out[:, -1]",
        ),
        Difference(
            "masked steps", "packed sequences: zero", "zero with return_sequences", "a loop"
        ),
    ],
    random=partial(cases, draw_bidirectional),
)
