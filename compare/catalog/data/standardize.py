"""The record of standardization."""

from compare.concept import Difference, bad, case, concept
from compare.draws import given, normal, strided

CONCEPT = concept(
    name="standardize",
    family="data",
    symbol="standardize",
    title="Standardization",
    summary=(
        "Moves each column to mean zero and deviation one, so that no feature dominates for its "
        "unit alone. Mean and deviation come from the training rows only."
    ),
    equation=r"z = \frac{x - \mu}{\sigma}",
    source="LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998, section 4.3",
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
            "not a number",
            says="`x` must be finite numbers",
            train=given([[float("nan")]]),
            x=normal(2, 1),
        ),
    ],
    differences=[
        Difference(
            "a constant column",
            "no such layer",
            "keras.layers.Normalization divides by 1e-7",
            "give it a variance of 1 there",
        ),
        Difference("deviation", "torch.std divides by N - 1", "divides by N", "correction=0"),
    ],
)
