"""The record of the hold-out split."""

from compare.concept import Difference, bad, case, concept
from compare.draws import integers, normal, permutation

CONCEPT = concept(
    name="train_test_split",
    family="data",
    symbol="train_test_split",
    title="Train and test split",
    summary=(
        "Keeps some rows aside, so that a model is judged on what it has not seen. Every row is in "
        "one part and in one only."
    ),
    equation=r"|\text{test}| = \lceil f N \rceil, \qquad |\text{train}| = N - \lceil f N \rceil",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009, section 7.2",
    cases=[
        case("ordinary", x=normal(20, 3), y=integers(0, 4, 20), order=permutation(20)),
        case("rounded up", x=normal(11, 3), y=normal(11), order=permutation(11), fraction=0.3),
        case("two rows", x=normal(2, 3), y=normal(2), order=permutation(2), fraction=0.5),
    ],
    bad=[
        bad(
            "all for testing", says="`fraction` must be", x=normal(4, 3), y=normal(4), fraction=1.0
        ),
        bad("none for testing", says="both parts", x=normal(4, 3), y=normal(4), fraction=0.0),
        bad("none for training", says="both parts", x=normal(1, 3), y=normal(1), fraction=0.5),
    ],
    differences=[
        Difference(
            "size of the parts",
            "random_split: rounded down, what is left is dealt out from the first part on",
            "split_dataset: rounded to the nearest",
            "pass whole numbers of rows",
        ),
    ],
)
