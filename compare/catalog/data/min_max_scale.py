"""The record of min-max scaling."""

from compare.concept import bad, case, concept
from compare.draws import given, normal, strided

CONCEPT = concept(
    name="min_max_scale",
    family="data",
    symbol="min_max_scale",
    title="Min-max scaling",
    summary=(
        "Moves each column into [0, 1], by the least and the greatest value among the training "
        "rows. One outlier squeezes all the others together."
    ),
    equation=r"z = \frac{x - \min}{\max - \min}",
    source="Han, Kamber, Pei, Data Mining: Concepts and Techniques, 2011, section 3.5.2",
    cases=[
        case("ordinary", train=normal(30, 4), x=normal(5, 4)),
        case("scaled columns", train=normal(30, 4, scale=100.0, shift=50.0), x=normal(5, 4)),
        case("constant column", train=given([[1.0, 0.1], [3.0, 0.1], [2.0, 0.1]]), x=normal(5, 2)),
        case("one row", train=normal(1, 3), x=normal(5, 3)),
        case("not contiguous", train=strided(normal(30, 4)), x=strided(normal(5, 4))),
    ],
    bad=[
        bad(
            "one dimension",
            says="`x` must be an array of 2 dimensions",
            train=normal(5),
            x=normal(5),
        ),
        bad(
            "other columns",
            says="`x` must be an array of 3 columns",
            train=normal(5, 3),
            x=normal(5, 2),
        ),
        bad(
            "infinite",
            says="`x` must be finite numbers",
            train=given([[float("inf")]]),
            x=normal(2, 1),
        ),
    ],
)
