"""The record of the regularized loss."""

from compare.concept import Difference, bad, case, concept
from compare.draws import normal, uniform

CONCEPT = concept(
    name="regularized_loss",
    family="examples",
    symbol="regularized_loss",
    title="Loss curves with and without a penalty",
    summary=(
        "The loss of a line along its slope, alone, with an L1 and with an L2 penalty. Both move "
        "the best slope towards zero; only L1 can hold it there exactly."
    ),
    equation=r"L(w) = \frac{1}{N} \sum_i (y_i - w x_i)^2 + \lambda |w| \ \text{or}\ \lambda w^2",
    source="Hoerl and Kennard, Ridge Regression, 1970; Tibshirani, Lasso, 1996",
    cases=[
        case(
            "ordinary",
            weights=uniform(50, low=-10.0, high=10.0),
            x=uniform(100, high=10.0),
            y=normal(100, scale=10.0),
        ),
        case("strong penalty", weights=normal(9), x=normal(20), y=normal(20), rate=8.0),
        case("no penalty", weights=normal(9), x=normal(20), y=normal(20), rate=0.0),
        case("one sample", weights=normal(3), x=normal(1), y=normal(1)),
    ],
    bad=[
        bad(
            "negative rate",
            says="`rate` must be a finite number >= 0",
            weights=normal(3),
            x=normal(4),
            y=normal(4),
            rate=-1.0,
        ),
        bad(
            "column of targets",
            says="`y` must be of the shape of x",
            weights=normal(3),
            x=normal(4),
            y=normal(4, 1),
        ),
    ],
    differences=[
        Difference(
            "the rate in float64",
            "no penalties of its own",
            "keras.regularizers rounds it to float32: 0.1 is off by 1.5e-8 of itself",
            "set regularizer.l1 to a tensor of the run's dtype",
        ),
    ],
)
