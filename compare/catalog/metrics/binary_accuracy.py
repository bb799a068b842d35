"""The record of binary accuracy."""

from compare.concept import bad, case, concept
from compare.draws import given, integers, strided, uniform

CONCEPT = concept(
    name="binary_accuracy",
    family="metrics",
    symbol="binary_accuracy",
    title="Binary accuracy",
    summary=(
        "The share of yes-or-no answers that are right, a probability above the threshold being a "
        "yes. Moving the threshold trades false alarms for misses."
    ),
    equation=r"A = \frac{1}{N} \sum_i \big[[\hat{y}_i > t] = y_i\big]",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009, section 7.2",
    cases=[
        case("ordinary", y_true=integers(0, 2, 40), y_pred=uniform(40)),
        case("column", y_true=integers(0, 2, 40, 1), y_pred=uniform(40, 1)),
        case("several outputs", y_true=integers(0, 2, 20, 3), y_pred=uniform(20, 3)),
        case("at the threshold", y_true=given([0, 1]), y_pred=given([0.5, 0.5])),
        case("other threshold", y_true=integers(0, 2, 40), y_pred=uniform(40), threshold=0.25),
        case("not contiguous", y_true=integers(0, 2, 40), y_pred=strided(uniform(40))),
    ],
    bad=[
        bad(
            "no zeros and ones",
            says="`y_true` must be an array of zeros and ones",
            y_true=given([0, 2]),
            y_pred=given([0.5, 0.5]),
        ),
        bad(
            "shapes that would broadcast",
            says="`y_true` must be of the shape of y_pred",
            y_true=given([0, 1]),
            y_pred=uniform(2, 1),
        ),
    ],
)
