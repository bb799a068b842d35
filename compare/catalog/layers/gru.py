"""The record of GRU."""

from functools import partial

from compare.catalog.recurrent import (
    RECURRENT_DIFFERENCES,
    draw_recurrent,
    recurrent_bad,
    recurrent_cases,
    x,
)
from compare.concept import Case, Difference, bad, case, concept
from compare.strategies import Choose, cases, one_of


def reset_before(given: Case) -> Case:
    """The same case with the reset gate applied before the product."""
    arguments = {**given.arguments, "reset_after": False}
    return given.but(name=f"{given.name}, reset before", arguments=arguments)


def draw_gru(choose: Choose) -> Case:
    """Either place of the reset gate."""
    return draw_recurrent(choose, gates=3, states=1, reset_after=one_of(choose, True, False))


CASES = recurrent_cases(gates=3, states=1)
ALSO_RESET_BEFORE = (
    "ordinary",
    "one step",
    "one feature, one unit",
    "sequences and state",
    "backwards, sequences and state",
    "no bias",
    "relu",
    "initial state",
    "holes",
    "dropout",
    "recurrent dropout",
    "both dropouts",
    "both dropouts, one mask for all gates",
    "both dropouts, holes, backwards",
    "long sequence",
)

CONCEPT = concept(
    name="gru",
    family="layers",
    symbol="GRU",
    title="Gated recurrent unit",
    summary=(
        "An update gate mixes the old state with a candidate, a reset gate decides how much of "
        "the old state the candidate sees: much of what an LSTM does, with one state and three "
        "blocks of weights instead of four."
    ),
    equation=(
        r"\begin{split} z, r &= \sigma(x_t W + h_{t-1} U + b), \quad "
        r"\tilde{h} = \varphi(x_t W_h + r \circ (h_{t-1} U_h + b'_h) + b_h) \\ "
        r"h_t &= z \circ h_{t-1} + (1 - z) \circ \tilde{h} \end{split}"
    ),
    source=(
        "Cho et al., Learning Phrase Representations using RNN Encoder-Decoder for Statistical "
        "Machine Translation, 2014"
    ),
    cases=[
        *CASES,
        *(reset_before(given) for given in CASES if given.name in ALSO_RESET_BEFORE),
        case("recurrent activation relu", x=x, units=3, recurrent_activation="relu"),
    ],
    bad=[
        *recurrent_bad(states=1),
        bad(
            "reset_after of text",
            says="`reset_after`",
            raises=TypeError,
            units=4,
            reset_after="no",
            x=x,
        ),
    ],
    differences=[
        *RECURRENT_DIFFERENCES,
        Difference("order of the gates", "r, z, n", "z, r, h", "swap the first two blocks"),
        Difference("reset gate", "always after the product", "reset_after", "a cell of its own"),
    ],
    random=partial(cases, draw_gru),
)
