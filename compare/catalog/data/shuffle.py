"""The record of shuffling."""

from compare.concept import bad, case, concept
from compare.draws import given, integers, normal, permutation

CONCEPT = concept(
    name="shuffle",
    family="data",
    symbol="shuffle",
    title="Shuffling",
    summary=(
        "Brings the rows into a new order, inputs and targets alike. Sorted data would make each "
        "batch speak for one class only."
    ),
    equation=r"x'_i = x_{\pi(i)}, \qquad y'_i = y_{\pi(i)}",
    source="Fisher and Yates, Statistical Tables, 1938; Bottou, SGD Tricks, 2012",
    cases=[
        case("ordinary", x=normal(20, 3), y=integers(0, 4, 20), order=permutation(20)),
        case("one row", x=normal(1, 3), y=normal(1), order=permutation(1)),
        case("images", x=normal(6, 4, 4, 3), y=integers(0, 4, 6), order=permutation(6)),
    ],
    bad=[
        bad(
            "other lengths",
            says="`y` must be an array with one row for each of x",
            x=normal(3, 2),
            y=normal(4),
            order=permutation(3),
        ),
        bad(
            "no permutation",
            says="`order` must be a permutation",
            x=normal(3, 2),
            y=normal(3),
            order=given([0, 1, 1]),
        ),
    ],
)
