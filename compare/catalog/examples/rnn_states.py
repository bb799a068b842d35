"""The record of the states of a recurrent network."""

from typing import Any

from compare.concept import bad, case, concept
from compare.draws import normal


def sequences(
    batch: int, time: int, features: int, units: int, scale: float = 1.0
) -> dict[str, Any]:
    """Sequences and the weights that read them."""
    return {
        "x": normal(batch, time, features),
        "kernel": normal(features, units, scale=scale),
        "recurrent_kernel": normal(units, units, scale=0.5),
        "bias": normal(units),
    }


CONCEPT = concept(
    name="rnn_states",
    family="examples",
    symbol="rnn_states",
    title="States of a recurrent network",
    summary=(
        "The hidden states of a simple recurrent network, step by step: each mixes the new input "
        "with what was kept of all inputs before."
    ),
    equation=r"h_t = \tanh(x_t W + h_{t-1} U + b)",
    source="Elman, Finding Structure in Time, 1990",
    cases=[
        case("ordinary", **sequences(2, 5, 3, 4)),
        case("one step", **sequences(3, 1, 3, 4)),
        case("one unit", **sequences(1, 6, 2, 1)),
        case("small weights", **sequences(1, 5, 3, 4, scale=0.01)),
    ],
    bad=[
        bad(
            "one sequence alone",
            says="`x` must be an array of 3 dimensions",
            **{**sequences(1, 5, 3, 4), "x": normal(5, 3)},
        ),
        bad(
            "other features",
            says="`kernel` must be of the shape of (features, units)",
            **{**sequences(1, 5, 3, 4), "kernel": normal(2, 4)},
        ),
    ],
)
