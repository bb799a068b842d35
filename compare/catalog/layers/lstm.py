"""The record of LSTM."""

from functools import partial

from compare.catalog.recurrent import (
    RECURRENT_DIFFERENCES,
    draw_recurrent,
    recurrent_bad,
    recurrent_cases,
    x,
)
from compare.concept import Case, Difference, bad, case, concept
from compare.strategies import Choose, cases


def draw_lstm(choose: Choose) -> Case:
    """Any sizes and flags."""
    return draw_recurrent(choose, gates=4, states=2)


CONCEPT = concept(
    name="lstm",
    family="layers",
    symbol="LSTM",
    title="Long short-term memory",
    summary=(
        "A memory that each step partly forgets, partly writes to and partly shows, as three "
        "learned gates decide. As the memory is changed by adding, gradients survive long "
        "sequences."
    ),
    equation=(
        r"\begin{split} i, f, o &= \sigma(x_t W + h_{t-1} U + b), \quad "
        r"\tilde{c} = \varphi(x_t W_c + h_{t-1} U_c + b_c) \\ "
        r"c_t &= f \circ c_{t-1} + i \circ \tilde{c}, \quad h_t = o \circ \varphi(c_t) "
        r"\end{split}"
    ),
    source=(
        "Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; forget gate: Gers, Schmidhuber, "
        "Cummins, 2000"
    ),
    cases=[
        *recurrent_cases(gates=4, states=2),
        case("recurrent activation relu", x=x, units=3, recurrent_activation="relu"),
        case("no unit forget bias", x=x, units=3, unit_forget_bias=False),
    ],
    bad=[
        *recurrent_bad(states=2),
        bad("unknown gate activation", says="`activation`", units=4, recurrent_activation="s", x=x),
    ],
    differences=[
        *RECURRENT_DIFFERENCES,
        Difference("initial forget bias", "about 0", "1", "set bias_ih[units:2·units] to 1"),
    ],
    random=partial(cases, draw_lstm),
)
