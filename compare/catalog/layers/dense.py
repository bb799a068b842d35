"""The record of Dense."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, axes, cases, random_case, response, whole


def draw_dense(choose: Choose) -> Case:
    """Any units, on samples, sequences or images."""
    arguments = {"units": whole(choose, 1, 5), **response(choose)}
    return random_case(normal(*axes(choose, 2)), arguments)


CONCEPT = concept(
    name="dense",
    family="layers",
    symbol="Dense",
    title="Dense (fully connected)",
    summary=(
        "Every output is a weighted sum of every input plus a bias, sent through an activation. "
        "Applied to a sequence or an image, it works on the last axis alone."
    ),
    equation=r"y = f(x W + b)",
    source="Rumelhart, Hinton, Williams, Learning representations by back-propagating errors, 1986",
    cases=[
        case("ordinary", x=normal(5, 3), units=4),
        case("one sample", x=normal(1, 3), units=4),
        case("one feature, one unit", x=normal(5, 1), units=1),
        case("sequence", x=normal(2, 7, 3), units=4),
        case("image", x=normal(2, 3, 4, 5), units=2),
        case("no bias", x=normal(5, 3), units=4, use_bias=False),
        case("sigmoid", x=normal(5, 3), units=4, activation="sigmoid"),
        case("relu", x=normal(5, 3), units=4, activation="relu"),
        case("wide", x=normal(8, 300), units=40),
        case("all zeros", x=full(0, 5, 3), units=4),
        case("large values", x=normal(5, 3, scale=1e6), units=4),
        case("not contiguous", x=strided(normal(5, 3)), units=4),
    ],
    bad=[
        bad("zero units", says="`units` must be an integer >= 1", units=0, x=normal(5, 3)),
        bad("text units", says="`units`", raises=TypeError, units="4", x=normal(5, 3)),
        bad("unknown activation", says="`activation`", units=4, activation="rleu", x=normal(5, 3)),
        bad(
            "one dimension",
            says="`x` must be an array of at least 2 dimensions",
            units=4,
            x=normal(5),
        ),
    ],
    differences=[
        Difference("kernel layout", "(out, in)", "(in, out)", "transpose"),
        Difference(
            "initial kernel",
            "U(-1/√fan_in, 1/√fan_in)",
            "Glorot uniform",
            "torch.nn.init.xavier_uniform_",
        ),
        Difference("initial bias", "U(-1/√fan_in, 1/√fan_in)", "zeros", "torch.nn.init.zeros_"),
    ],
    random=partial(cases, draw_dense),
)
