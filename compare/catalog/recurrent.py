"""What the records of SimpleRNN, LSTM and GRU share: cases, errors, differences, random cases."""

from typing import Any

import numpy as np

from compare.concept import Bad, Case, Difference, bad, case
from compare.draws import Draw, booleans, full, given, keep_mask, normal, strided
from compare.strategies import Choose, one_of, whole

x = normal(4, 6, 3)
UNITS = 5

TIME_MASKS = {
    "padding at the end": given(np.arange(6) < np.array([[6], [4], [2], [1]])),
    "padding in front": given(np.arange(6) >= np.array([[0], [2], [4], [5]])),
    "holes": given(np.array([[1, 0, 1, 1, 0, 1], [0, 1, 0, 1, 0, 1]] * 2, dtype=bool)),
    "a row masked whole": given(np.arange(6) < np.array([[6], [0], [3], [0]])),
}


def state(count: int, batch: int = 4, units: int = UNITS) -> list[Draw]:
    """Initial states: [h], or [h, c]."""
    return [normal(batch, units) for _ in range(count)]


def recurrent_cases(gates: int, states: int) -> list[Case]:
    """The cases of a layer with so many gates and states."""
    per_gate = (gates,) if gates > 1 else ()
    inputs, inputs_each = keep_mask(4, 3, rate=0.5), keep_mask(*per_gate, 4, 3, rate=0.5)
    recurrent = keep_mask(*per_gate, 4, UNITS, rate=0.25)
    all_of_it = {"return_sequences": True, "return_state": True}
    initial = {"initial_state": state(states)}
    return [
        case("ordinary", x=x, units=UNITS),
        case("one step", x=normal(4, 1, 3), units=UNITS),
        case("one sample", x=normal(1, 6, 3), units=UNITS),
        case("one feature, one unit", x=normal(4, 6, 1), units=1, return_sequences=True),
        case("sequences", x=x, units=UNITS, return_sequences=True),
        case("state", x=x, units=UNITS, return_state=True),
        case("sequences and state", x=x, units=UNITS, **all_of_it),
        case("backwards", x=x, units=UNITS, go_backwards=True),
        case("backwards, sequences and state", x=x, units=UNITS, go_backwards=True, **all_of_it),
        case("no bias", x=x, units=UNITS, use_bias=False, return_sequences=True),
        case("relu", x=x, units=UNITS, activation="relu", return_sequences=True),
        case("linear", x=normal(4, 3, 3), units=UNITS, activation=None, return_sequences=True),
        case("initial state", x=x, units=UNITS, call=initial, **all_of_it),
        case(
            "initial state as an array or a list",
            x=x,
            units=UNITS,
            call={"initial_state": state(states)[0] if states == 1 else state(states)},
        ),
        *(
            case(name, x=x, units=UNITS, call={"mask": mask}, **all_of_it)
            for name, mask in TIME_MASKS.items()
        ),
        *(
            case(f"{name}, last output", x=x, units=UNITS, call={"mask": mask})
            for name, mask in TIME_MASKS.items()
        ),
        case(
            "holes, backwards",
            x=x,
            units=UNITS,
            go_backwards=True,
            call={"mask": TIME_MASKS["holes"]},
            **all_of_it,
        ),
        case(
            "a row masked whole, initial state",
            x=x,
            units=UNITS,
            call={"mask": TIME_MASKS["a row masked whole"], **initial},
            **all_of_it,
        ),
        case(
            "holes, zero output",
            x=x,
            units=UNITS,
            zero_output_for_mask=True,
            call={"mask": TIME_MASKS["holes"], **initial},
            **all_of_it,
        ),
        case("dropout", x=x, units=UNITS, dropout=0.5, masks=(inputs, None), training=True),
        case(
            "dropout, a mask for each gate",
            x=x,
            units=UNITS,
            dropout=0.5,
            masks=(inputs_each, None),
            training=True,
        ),
        case(
            "recurrent dropout",
            x=x,
            units=UNITS,
            recurrent_dropout=0.25,
            masks=(None, recurrent),
            training=True,
            **all_of_it,
        ),
        case(
            "both dropouts",
            x=x,
            units=UNITS,
            dropout=0.5,
            recurrent_dropout=0.25,
            masks=(inputs_each, recurrent),
            training=True,
            **all_of_it,
        ),
        case(
            "both dropouts, one mask for all gates",
            x=x,
            units=UNITS,
            dropout=0.5,
            recurrent_dropout=0.25,
            masks=(inputs, keep_mask(4, UNITS, rate=0.25)),
            training=True,
        ),
        case(
            "both dropouts, holes, backwards",
            x=x,
            units=UNITS,
            dropout=0.5,
            recurrent_dropout=0.25,
            go_backwards=True,
            masks=(inputs_each, recurrent),
            training=True,
            call={"mask": TIME_MASKS["holes"]},
            **all_of_it,
        ),
        case("dropout in evaluation", x=x, units=UNITS, dropout=0.5, recurrent_dropout=0.25),
        case("long sequence", x=normal(2, 50, 3), units=UNITS, return_sequences=True),
        case("all zeros", x=full(0, 4, 6, 3), units=UNITS, return_sequences=True),
        case("large values", x=normal(4, 6, 3, scale=30), units=UNITS, return_sequences=True),
        case("not contiguous", x=strided(x), units=UNITS, return_sequences=True),
    ]


def recurrent_bad(states: int) -> list[Bad]:
    """What every recurrent layer refuses."""
    names = {1: "[h]", 2: "[h, c]"}[states]
    wrong_count = {"initial_state": state(states + 1)}
    wrong_shape = {"initial_state": state(states, units=2)}
    return [
        bad("zero units", says="`units` must be an integer >= 1", units=0, x=x),
        bad("text units", says="`units`", raises=TypeError, units="4", x=x),
        bad("unknown activation", says="`activation`", units=4, activation="thanh", x=x),
        bad("two dimensions", says="`x` must be an array of 3", units=4, x=normal(4, 3)),
        bad("no step", says="time >= 1", units=4, x=normal(4, 0, 3)),
        bad("dropout of 1", says="`dropout` must be", units=4, dropout=1.0, x=x),
        bad("negative dropout", says="`recurrent_dropout`", units=4, recurrent_dropout=-0.1, x=x),
        bad("text flag", says="`go_backwards`", raises=TypeError, units=4, go_backwards="no", x=x),
        bad("mask too short", says="`mask`", units=4, call={"mask": booleans(4, 5)}, x=x),
        bad(
            "mask of other numbers",
            says="`mask` must be a boolean array",
            raises=TypeError,
            units=4,
            call={"mask": full(2, 4, 6)},
            x=x,
        ),
        bad("too many states", says=f"a list {names}", units=UNITS, call=wrong_count, x=x),
        bad("states of another size", says="`initial_state`", units=UNITS, call=wrong_shape, x=x),
    ]


RECURRENT_DIFFERENCES = [
    Difference("what is returned", "every output, and the state", "the last output", "flags"),
    Difference("axes", "(time, batch, features)", "(batch, time, features)", "batch_first=True"),
    Difference(
        "biases",
        "two, which learn twice as fast as one",
        "one (GRU with reset_after: two)",
        "freeze bias_hh at zero",
    ),
    Difference(
        "initial recurrent kernel",
        "U(-1/√units, 1/√units)",
        "orthogonal",
        "torch.nn.init.orthogonal_",
    ),
    Difference(
        "dropout", "between stacked layers", "on inputs and on states", "masks from outside"
    ),
    Difference(
        "padding", "packed sequences", "a mask; a masked step repeats state and output", "a loop"
    ),
]


def draw_recurrent(choose: Choose, gates: int, states: int, **also: Any) -> Case:
    """Any sizes, flags, time mask, initial states and dropout masks."""
    batch, time, n, units = (whole(choose, 1, 4) for _ in range(4))
    arguments = {
        "units": units,
        "use_bias": one_of(choose, True, False),
        **{
            flag: one_of(choose, False, True)
            for flag in ("return_sequences", "return_state", "go_backwards", "zero_output_for_mask")
        },
        **also,
    }
    call: dict[str, Any] = {}
    if one_of(choose, False, True):
        call["mask"] = booleans(batch, time)
    if one_of(choose, False, True):
        call["initial_state"] = state(states, batch, units)
    dropout: dict[str, Any] = {}
    if one_of(choose, False, True):
        front = one_of(choose, (), (gates,)) if gates > 1 else ()
        masks = keep_mask(*front, batch, n, rate=0.5), keep_mask(*front, batch, units, rate=0.5)
        arguments |= {"dropout": 0.5, "recurrent_dropout": 0.5}
        dropout = {"masks": masks, "training": True}
    shape = batch, time, n
    masked = masks[0].shape if dropout else None
    described = {"x": shape, **arguments, "call": sorted(call), "dropout masks": masked}
    name = "random: " + ", ".join(f"{key}={value}" for key, value in described.items())
    return case(name, x=normal(*shape), call=call, **arguments, **dropout)
