"""The record of early stopping."""

import numpy as np

from compare.catalog.callbacks.reduce_lr_on_plateau import NAN_FIRST, NOISY
from compare.concept import Difference, bad, case, concept
from compare.draws import full, given

CONCEPT = concept(
    name="early_stopping",
    family="callbacks",
    symbol="early_stopping",
    title="Early stopping",
    summary=(
        "Ends a training when a watched quantity has not got better for some epochs, before the "
        "network learns the noise of its training data by heart."
    ),
    equation=r"\text{stop at the first epoch } e \text{ with } "
    r"e - \arg\min_{i \le e} L_i \ge \text{patience}",
    source="Prechelt, Early stopping - but when?, 1998",
    cases=[
        case("100 noisy curves", curve=NOISY, patience=3),
        case("no patience", curve=NOISY),
        case("patience of one epoch", curve=NOISY, patience=1),
        case("to the end", curve=NOISY, patience=50),
        case("rising", curve=NOISY, mode="max", patience=5),
        case("greater change", curve=NOISY, patience=3, min_delta=0.05),
        case("baseline", curve=NOISY, patience=4, baseline=0.5),
        case("baseline, rising", curve=NOISY, mode="max", patience=4, baseline=0.5),
        case("constant", curve=full(0.5, 12), patience=3),
        case("one epoch", curve=given([0.5])),
        case(
            "first value not a number",
            curve=NAN_FIRST,
            patience=4,
            rooms=("scratch", "pytorch"),
            because="Keras takes a first value of NaN for the best, and for ever",
        ),
        case("later value not a number", curve=given([3.0, np.nan, 2.0, np.nan]), patience=2),
    ],
    bad=[
        bad(
            "negative patience",
            says="`patience` must be an integer >= 0",
            curve=given([1.0, 2.0]),
            patience=-1,
        ),
        bad(
            "negative change",
            says="`min_delta` must be a finite number >= 0",
            curve=given([1.0, 2.0]),
            min_delta=-0.1,
        ),
        bad(
            "baseline not a number",
            says="`baseline` must be a finite number",
            curve=given([1.0, 2.0]),
            baseline=float("nan"),
        ),
        bad("no epochs", says="`curve` must be one value an epoch", curve=given(np.zeros(0))),
    ],
    differences=[
        Difference("built in", "no", "keras.callbacks.EarlyStopping", "write the loop"),
        Difference("a first value of NaN", "as one writes it", "is the best for ever", "mind NaN"),
        Difference(
            "a baseline that is not met",
            "as one writes it",
            "the first epoch counts as one without success",
            "as in Keras",
        ),
    ],
)
