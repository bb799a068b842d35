"""The record of mini-batches."""

from compare.concept import bad, case, concept
from compare.draws import integers, normal, permutation

CONCEPT = concept(
    name="mini_batches",
    family="data",
    symbol="numbered_batches",
    title="Mini-batches",
    summary=(
        "Deals the rows out in groups, one optimizer step each. No row is lost: the last batch is "
        "short where the numbers do not divide."
    ),
    equation=r"\{iB, \dots, \min((i + 1) B, N) - 1\}, \qquad 0 \le i < \lceil N / B \rceil",
    source="Bottou, Curtis, Nocedal, Optimization Methods for Large-Scale Machine Learning, 2018",
    cases=[
        case("ordinary", x=normal(12, 3), y=integers(0, 4, 12), batch_size=4),
        case("short last batch", x=normal(10, 3), y=integers(0, 4, 10), batch_size=4),
        case("in an order", x=normal(10, 3), y=normal(10), order=permutation(10), batch_size=4),
        case("one row a batch", x=normal(3, 2), y=normal(3), batch_size=1),
        case("fewer rows than a batch", x=normal(3, 2), y=normal(3), batch_size=8),
    ],
    bad=[
        bad(
            "empty batches",
            says="`batch_size` must be an integer >= 1",
            x=normal(3, 2),
            y=normal(3),
            batch_size=0,
        ),
        bad(
            "other lengths",
            says="`y` must be an array with one row for each of x",
            x=normal(3, 2),
            y=normal(4),
            batch_size=2,
        ),
    ],
)
