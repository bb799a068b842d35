"""The record of the encoding of categories."""

from compare.concept import Difference, bad, case, concept
from compare.draws import given, integers

CONCEPT = concept(
    name="encode_categories",
    family="data",
    symbol="encode_categories",
    title="Encoding of categories",
    summary=(
        "Gives each distinct value a number, in sorted order. The numbers are names, not "
        "quantities: a network reads them through one-hot rows or an embedding."
    ),
    equation=r"c \mapsto k, \qquad c \text{ the } k\text{-th of the sorted distinct values}",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009, section 2.2",
    cases=[
        case("ordinary", train=given([40, 10, 30, 10]), values=given([10, 30, 40, 30])),
        case("negative", train=given([5, -3, 7, 0]), values=given([7, -3])),
        case("one category", train=given([9, 9]), values=given([9])),
        case("table", train=given([[3, 1], [2, 5]]), values=given([[1, 5, 2], [3, 3, 1]])),
    ],
    bad=[
        bad(
            "unknown value",
            says="`values` must be among the categories",
            train=integers(0, 3, 9),
            values=given([7]),
        ),
    ],
    differences=[
        Difference(
            "order of the numbers",
            "torch.unique: sorted",
            "IntegerLookup.adapt: by frequency, after one place for unknown values",
            "pass the sorted vocabulary and num_oov_indices=0",
        ),
    ],
)
