"""The record of reducing the learning rate on a plateau."""

import numpy as np

from compare.concept import Difference, bad, case, concept
from compare.draws import Draw, given

NAN_FIRST = given([[np.nan, 3.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0]])


def make_noisy(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Losses that fall towards a floor, with noise on them, some of them very small."""
    epochs = np.arange(shape[-1])
    size = 10.0 ** rng.integers(-5, 1, (shape[0], 1))
    pace = rng.uniform(2, 20, (shape[0], 1))
    return size * (np.exp(-epochs / pace) + rng.uniform(0, 0.3) * rng.standard_normal(shape))


NOISY = Draw((100, 40), make_noisy)
SOME = Draw((20, 40), make_noisy)
COUNTING = "Keras has its own way of counting epochs"

CONCEPT = concept(
    name="reduce_lr_on_plateau",
    family="callbacks",
    symbol="reduce_lr_on_plateau",
    title="Reducing the learning rate on a plateau",
    summary=(
        "Multiplies the learning rate by a factor when a watched quantity has not got better for "
        "some epochs: a step that was right at first is too long near a minimum."
    ),
    equation=r"\eta \leftarrow \max(r \eta, \eta_{\min})",
    source=(
        "Krizhevsky, Sutskever, Hinton, ImageNet classification with deep convolutional neural "
        "networks, 2012, section 5"
    ),
    cases=[
        case("100 noisy curves", curve=NOISY, patience=3, factor=0.5),
        case("cooldown", curve=SOME, patience=2, factor=0.5, cooldown=3),
        case("cooldown of one epoch", curve=SOME, patience=2, factor=0.5, cooldown=1),
        case("no patience", curve=SOME, patience=0, factor=0.9, cooldown=2),
        case("rising", curve=SOME, mode="max", patience=2, factor=0.5),
        case("lower bound", curve=SOME, patience=1, factor=0.1, min_lr=1e-3),
        case("greater change", curve=SOME, patience=3, factor=0.5, min_delta=0.1),
        case("tiny rates", curve=SOME, learning_rate=1e-7, patience=2, factor=0.5),
        case("one curve", curve=given([3.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0]), patience=2),
        case(
            "100 noisy curves, as PyTorch",
            curve=NOISY,
            patience=3,
            factor=0.5,
            convention="pytorch",
            rooms=("scratch", "pytorch"),
            because=COUNTING,
        ),
        case(
            "cooldown, as PyTorch",
            curve=NOISY,
            patience=2,
            factor=0.5,
            cooldown=3,
            mode="max",
            convention="pytorch",
            rooms=("scratch", "pytorch"),
            because=COUNTING,
        ),
        case(
            "first value not a number",
            curve=NAN_FIRST,
            patience=2,
            rooms=("scratch", "pytorch"),
            because="Keras takes a first value of NaN for the best, and for ever",
        ),
    ],
    bad=[
        bad(
            "factor of one",
            says="`factor` must be a finite number >= 0 and < 1",
            curve=given([1.0, 2.0]),
            factor=1.0,
        ),
        bad(
            "negative patience",
            says="`patience` must be an integer >= 0",
            curve=given([1.0, 2.0]),
            patience=-1,
        ),
        bad(
            "unknown mode",
            says="`mode` must be one of 'auto', 'min', 'max'",
            curve=given([1.0, 2.0]),
            mode="up",
        ),
        bad(
            "a quantity of unknown direction",
            says="`mode` must be 'min' or 'max' where monitor is 'val_score'",
            curve=given([1.0, 2.0]),
            monitor="val_score",
        ),
        bad("no curve", says="`curve` must be an array of at least 1 dimension", curve=given(1.0)),
    ],
    differences=[
        Difference("patience", "bad epochs that are borne", "bad epochs until", "K = p + 1"),
        Difference("cooldown", "no epoch of it counts", "its last epoch counts", "K = c + 1"),
        Difference(
            "min_delta", "a share of the best value", "a difference", 'threshold_mode="abs"'
        ),
        Difference("smallest reduction", "eps=1e-8", "none", "eps=0"),
        Difference(
            "a first value of NaN", "is not the best", "is the best for ever", "none; mind NaN"
        ),
        Difference(
            "precision of the comparison",
            "float64",
            "float32, as Python floats become float32 tensors",
            "np.float64 in the logs",
        ),
    ],
)
