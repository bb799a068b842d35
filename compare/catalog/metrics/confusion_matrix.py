"""The record of the confusion matrix."""

from compare.concept import bad, case, concept
from compare.draws import given, integers, one_hot, probabilities

TRUE = [0, 0, 0, 1, 1, 2, 2, 2]
PREDICTED = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 2.0, 0.0]

CONCEPT = concept(
    name="confusion_matrix",
    family="metrics",
    symbol="confusion_matrix",
    title="Confusion matrix",
    summary=(
        "Which class was taken for which: rows are the true classes, columns the predicted ones, "
        "and what lies off the diagonal is the errors."
    ),
    equation=r"C_{ij} = \sum_n [y_n = i]\,[\hat{y}_n = j]",
    source="Kohavi and Provost, Glossary of Terms, Machine Learning 30, 1998",
    cases=[
        case("scores", y_true=integers(0, 4, 40), y_pred=probabilities(40, 4), num_classes=4),
        case("one-hot truth", y_true=one_hot(40, 4), y_pred=probabilities(40, 4), num_classes=4),
        case("class numbers", y_true=given(TRUE), y_pred=given(PREDICTED), num_classes=3),
        case("one sample", y_true=given([1]), y_pred=probabilities(1, 3), num_classes=3),
        case("absent class", y_true=given(TRUE), y_pred=given(PREDICTED), num_classes=5),
        case("integers", y_true=integers(0, 3, 50), y_pred=integers(0, 3, 50), num_classes=3),
    ],
    bad=[
        bad(
            "zero classes",
            says="`num_classes` must be an integer >= 1",
            y_true=given([0]),
            y_pred=given([0.0]),
            num_classes=0,
        ),
        bad(
            "negative class",
            says="`y_true` must be whole class numbers from 0",
            y_true=given([-1]),
            y_pred=given([0.0]),
            num_classes=2,
        ),
        bad(
            "too few scores",
            says="`y_pred` must be scores of 4 classes",
            y_true=given([0]),
            y_pred=probabilities(1, 3),
            num_classes=4,
        ),
        bad(
            "different lengths",
            says="`y_true` must be of the shape of the predicted classes",
            y_true=given([0, 1]),
            y_pred=given([0.0]),
            num_classes=2,
        ),
    ],
)
