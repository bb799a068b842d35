"""The record of the loss curves."""

from compare.concept import Difference, bad, case, concept
from compare.draws import Draw, given, integers, uniform


def targets(*values: int) -> Draw:
    """Zeros and ones as floating numbers."""
    return given([float(v) for v in values])


CONCEPT = concept(
    name="loss_curves",
    family="examples",
    symbol="loss_curves",
    title="Squared error against cross-entropy",
    summary=(
        "What one constant answer costs, for every answer between 0 and 1. Both losses are least "
        "at the share of ones; only cross-entropy punishes a wrong certainty without bound."
    ),
    equation=r"\frac{1}{N} \sum_i (y_i - p)^2, \qquad "
    r"-\frac{1}{N} \sum_i [y_i \log p + (1 - y_i) \log(1 - p)]",
    source="Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.2",
    cases=[
        case("ordinary", y_true=targets(0, 1, 1, 0), predictions=uniform(50, low=0.01, high=0.99)),
        case("all ones", y_true=targets(1, 1), predictions=uniform(20, low=0.01, high=0.99)),
        case(
            "nearly certain", y_true=targets(0, 1, 1), predictions=given([2.0**-16, 1 - 2.0**-16])
        ),
    ],
    bad=[
        bad(
            "certain",
            says="`predictions` must be strictly between 0 and 1",
            y_true=integers(0, 2, 4),
            predictions=given([0.0, 0.5]),
        ),
    ],
    differences=[
        Difference(
            "cross-entropy of a wrong certainty",
            "the logarithm is held at -100",
            "the probability is held within 1e-7 of 0 and 1",
            "stay away from 0 and 1, or compute from logits",
        ),
    ],
)
