"""The record of accuracy."""

from compare.concept import bad, case, concept
from compare.draws import given, integers, one_hot, probabilities, strided

TRUE = [0, 0, 0, 1, 1, 2, 2, 2]
PREDICTED = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 2.0, 0.0]

CONCEPT = concept(
    name="accuracy",
    family="metrics",
    symbol="accuracy",
    title="Accuracy",
    summary=(
        "The share of samples whose class was named. Where one class is common it flatters: naming "
        "always that class is right as often as the class is common."
    ),
    equation=r"A = \frac{1}{N} \sum_i [\hat{y}_i = y_i]",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009, section 7.2",
    cases=[
        case("scores", y_true=integers(0, 4, 40), y_pred=probabilities(40, 4)),
        case("one-hot truth", y_true=one_hot(40, 4), y_pred=probabilities(40, 4)),
        case("class numbers", y_true=given(TRUE), y_pred=given(PREDICTED)),
        case("one sample", y_true=given([1]), y_pred=probabilities(1, 3)),
        case("equal scores", y_true=given([0, 1]), y_pred=given([[0.5, 0.5], [0.5, 0.5]])),
        case("not contiguous", y_true=integers(0, 4, 20), y_pred=strided(probabilities(20, 4))),
    ],
    bad=[
        bad(
            "probabilities of one class",
            says="`y_pred` must be whole class numbers",
            y_true=given([0, 1]),
            y_pred=given([0.25, 0.5]),
        ),
        bad(
            "one column",
            says="`y_pred` must be (samples,) class numbers",
            y_true=given([0, 1]),
            y_pred=given([[0.25], [0.5]]),
        ),
        bad(
            "different lengths",
            says="`y_true` must be of the shape of the predicted classes",
            y_true=given([0, 1]),
            y_pred=given([0.0]),
        ),
    ],
)
