"""The record of precision."""

from compare.concept import bad, case, concept
from compare.draws import given, integers, one_hot, probabilities

TRUE = [0, 0, 0, 1, 1, 2, 2, 2]
PREDICTED = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 2.0, 0.0]

CONCEPT = concept(
    name="precision",
    family="metrics",
    symbol="precision",
    title="Precision",
    summary=(
        "Of what was taken for a class, how much is of it. It says nothing of what was missed: a "
        "model that names one sure case and no other can have a precision of one."
    ),
    equation=r"P = \frac{TP}{TP + FP}",
    source="van Rijsbergen, Information Retrieval, 1979, chapter 7",
    cases=[
        case("scores", y_true=integers(0, 4, 40), y_pred=probabilities(40, 4), num_classes=4),
        case("one-hot truth", y_true=one_hot(40, 4), y_pred=probabilities(40, 4), num_classes=4),
        case("class numbers", y_true=given(TRUE), y_pred=given(PREDICTED), num_classes=3),
        case("one sample", y_true=given([1]), y_pred=probabilities(1, 3), num_classes=3),
        case(
            "macro",
            y_true=integers(0, 4, 40),
            y_pred=probabilities(40, 4),
            num_classes=4,
            average="macro",
        ),
        case(
            "micro",
            y_true=integers(0, 4, 40),
            y_pred=probabilities(40, 4),
            num_classes=4,
            average="micro",
        ),
        case(
            "binary",
            y_true=integers(0, 2, 40),
            y_pred=probabilities(40, 2),
            num_classes=2,
            average="binary",
        ),
        case("absent class", y_true=given(TRUE), y_pred=given(PREDICTED), num_classes=5),
        case(
            "absent class, macro",
            y_true=given(TRUE),
            y_pred=given(PREDICTED),
            num_classes=5,
            average="macro",
        ),
        case("nothing found", y_true=given([0, 0]), y_pred=given([1.0, 1.0]), num_classes=2),
    ],
    bad=[
        bad(
            "unknown average",
            says="`average` must be one of",
            y_true=given([0, 1]),
            y_pred=given([0.0, 1.0]),
            num_classes=2,
            average="weighted",
        ),
        bad(
            "binary of three",
            says="`num_classes` must be 2",
            y_true=given([0, 1]),
            y_pred=given([0.0, 1.0]),
            num_classes=3,
            average="binary",
        ),
        bad(
            "class out of range",
            says="class numbers below 2",
            y_true=given([0, 2]),
            y_pred=given([0.0, 1.0]),
            num_classes=2,
        ),
    ],
)
