"""The record of SimpleRNN."""

from functools import partial

from compare.catalog.recurrent import (
    RECURRENT_DIFFERENCES,
    draw_recurrent,
    recurrent_bad,
    recurrent_cases,
)
from compare.concept import Case, concept
from compare.strategies import Choose, cases


def draw_simple_rnn(choose: Choose) -> Case:
    """Any sizes and flags."""
    return draw_recurrent(choose, gates=1, states=1)


CONCEPT = concept(
    name="simple_rnn",
    family="layers",
    symbol="SimpleRNN",
    title="Simple recurrent network",
    summary=(
        "A dense layer that reads a sequence step by step and sees, beside each input, its own "
        "last output. Its gradient passes the same matrix at every step, so over long sequences "
        "it vanishes or explodes."
    ),
    equation=r"h_t = \varphi(x_t W + h_{t-1} U + b)",
    source="Elman, Finding Structure in Time, 1990",
    cases=recurrent_cases(gates=1, states=1),
    bad=recurrent_bad(states=1),
    differences=RECURRENT_DIFFERENCES,
    random=partial(cases, draw_simple_rnn),
)
