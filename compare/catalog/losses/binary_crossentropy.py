"""The record of the binary cross-entropy."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import booleans, given, integers, normal, strided, uniform
from compare.strategies import Choose, axes, cases, one_of, random_inputs

CLASSES = integers(0, 2, 6, 3)
INSIDE = uniform(6, 3, low=0.05, high=0.95)


def draw_binary_crossentropy(choose: Choose) -> Case:
    """Hard or soft targets, probabilities that are not cut, or logits."""
    shape = axes(choose)
    hard, logits = one_of(choose, True, False), one_of(choose, False, True)
    smoothing = one_of(choose, 0.0, 0.1)
    y_true = integers(0, 2, *shape) if hard else uniform(*shape)
    y_pred = normal(*shape, scale=3) if logits else uniform(*shape, low=0.05, high=0.95)
    arguments = {"from_logits": logits, "label_smoothing": smoothing}
    return random_inputs({"y_true": y_true, "y_pred": y_pred}, arguments, f"hard={hard}")


CONCEPT = concept(
    name="binary_crossentropy",
    family="losses",
    symbol="BinaryCrossentropy",
    title="Binary cross-entropy",
    summary=(
        "How surprised the predicted probabilities are by yes-or-no targets. With a sigmoid in "
        "front its gradient is the plain error, prediction minus target, at every logit."
    ),
    equation=r"L = -\frac{1}{N} \sum_i t_i \log p_i + (1 - t_i) \log (1 - p_i)",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.2",
    formula=(
        "Piecewise((log(1 + exp(p)) - p*(t*(1 - label_smoothing) + label_smoothing/2),"
        " from_logits),"
        " (-(t*(1 - label_smoothing) + label_smoothing/2)*log(Max(1e-7, Min(p, 1 - 1e-7)))"
        " - (1 - t*(1 - label_smoothing) - label_smoothing/2)"
        "*log(1 - Max(1e-7, Min(p, 1 - 1e-7))), True))"
    ),
    cases=[
        case("ordinary", y_true=CLASSES, y_pred=INSIDE),
        case("one sample", y_true=integers(0, 2, 1, 3), y_pred=uniform(1, 3, low=0.1, high=0.9)),
        case("one number", y_true=integers(0, 2, 1, 1), y_pred=uniform(1, 1, low=0.1, high=0.9)),
        case("one dimension", y_true=integers(0, 2, 6), y_pred=uniform(6, low=0.1, high=0.9)),
        case("mask", y_true=booleans(2, 4, 4, 1), y_pred=uniform(2, 4, 4, 1, low=0.1, high=0.9)),
        case("soft targets", y_true=uniform(6, 3), y_pred=INSIDE),
        case("label smoothing", y_true=CLASSES, y_pred=INSIDE, label_smoothing=0.1),
        case(
            "probabilities of exactly 0 and 1",
            y_true=given([[0.0, 1.0, 0.0, 1.0, 0.5]]),
            y_pred=given([[0.0, 1.0, 1.0, 0.0, 0.5]]),
        ),
        case(
            "probabilities near 0 and 1",
            y_true=given([[0.0, 1.0, 0.0, 1.0, 1.0, 0.0]]),
            y_pred=given([[1e-6, 1 - 2.0**-20, 1 - 2.0**-20, 1e-6, 1e-8, 1e-8]]),
        ),
        case("logits", y_true=CLASSES, y_pred=normal(6, 3), from_logits=True),
        case(
            "logits, label smoothing",
            y_true=CLASSES,
            y_pred=normal(6, 3),
            from_logits=True,
            label_smoothing=0.1,
        ),
        case(
            "large logits",
            y_true=given([[0.0, 1.0, 0.0, 1.0, 0.5]]),
            y_pred=given([[-1000.0, 1000.0, 1000.0, -1000.0, 0.0]]),
            from_logits=True,
        ),
        case("not contiguous", y_true=strided(CLASSES), y_pred=strided(INSIDE)),
    ],
    bad=[
        bad(
            "label smoothing of one",
            says="`label_smoothing` must be a finite number >= 0 and < 1",
            label_smoothing=1.0,
            y_true=CLASSES,
            y_pred=INSIDE,
        ),
        bad(
            "text from_logits",
            says="`from_logits` must be True or False",
            raises=TypeError,
            from_logits="yes",
            y_true=CLASSES,
            y_pred=INSIDE,
        ),
        bad(
            "shapes that would broadcast",
            says="`y_true` must be of the shape of y_pred",
            y_true=integers(0, 2, 6),
            y_pred=uniform(6, 1, low=0.1, high=0.9),
        ),
    ],
    differences=[
        Difference(
            "input",
            "two functions, the one with logits recommended",
            "probabilities, unless from_logits=True",
            "binary_cross_entropy_with_logits for from_logits=True",
        ),
        Difference(
            "loss where p = 0 and t = 1",
            "100: log p is kept above -100",
            "16.118: p is cut to [1e-7, 1 - 1e-7], and its gradient is 0",
            "clamp p to [1e-7, 1 - 1e-7] first",
        ),
        Difference("label smoothing", "none", "label_smoothing", "t (1 - s) + s/2 by hand"),
    ],
    random=partial(cases, draw_binary_crossentropy),
)
