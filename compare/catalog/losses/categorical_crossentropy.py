"""The record of the categorical cross-entropy."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import given, normal, one_hot, probabilities, shares, strided, uniform
from compare.strategies import Choose, axes, cases, one_of, random_inputs, whole

ONE_HOT, P, X = one_hot(6, 4), probabilities(6, 4), normal(6, 4)


def draw_categorical_crossentropy(choose: Choose) -> Case:
    """Targets that sum to one, since TensorFlow's gradient by logits is right for these alone."""
    shape = (*axes(choose, 1, 3), whole(choose, 2, 5))
    hard, logits = one_of(choose, True, False), one_of(choose, False, True)
    arguments = {"from_logits": logits, "label_smoothing": one_of(choose, 0.0, 0.125)}
    y_true = one_hot(*shape) if hard else shares(*shape)
    y_pred = normal(*shape) if logits else uniform(*shape, low=0.1, high=0.9)
    return random_inputs({"y_true": y_true, "y_pred": y_pred}, arguments, f"hard={hard}")


CONCEPT = concept(
    name="categorical_crossentropy",
    family="losses",
    symbol="CategoricalCrossentropy",
    title="Categorical cross-entropy",
    summary=(
        "How surprised the predicted probabilities are by the true classes. With a softmax in "
        "front its gradient is the plain error, prediction minus target, at every logit."
    ),
    equation=r"L = -\frac{1}{N} \sum_n \sum_k t_{nk} \log p_{nk}",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.3",
    cases=[
        case("ordinary", y_true=ONE_HOT, y_pred=P),
        case("one sample", y_true=one_hot(1, 4), y_pred=probabilities(1, 4)),
        case("two classes", y_true=one_hot(6, 2), y_pred=probabilities(6, 2)),
        case("sequence", y_true=one_hot(2, 5, 4), y_pred=probabilities(2, 5, 4)),
        case("soft targets", y_true=shares(6, 4), y_pred=P),
        case("label smoothing", y_true=ONE_HOT, y_pred=P, label_smoothing=0.1),
        case("sums other than one", y_true=ONE_HOT, y_pred=uniform(6, 4, low=0.1, high=3)),
        case(
            "probabilities of exactly 0 and 1",
            y_true=given([[0.0, 1, 0], [0, 0, 1], [0, 1, 0], [0.25, 0.25, 0.5]]),
            y_pred=given([[0.0, 1, 0], [0, 1, 0], [0.5, 0, 0.5], [0, 0.5, 0.5]]),
        ),
        case("logits", y_true=ONE_HOT, y_pred=X, from_logits=True),
        case("logits, one sample", y_true=one_hot(1, 4), y_pred=normal(1, 4), from_logits=True),
        case("logits, sequence", y_true=one_hot(2, 5, 4), y_pred=normal(2, 5, 4), from_logits=True),
        case("logits, soft targets", y_true=shares(6, 4), y_pred=X, from_logits=True),
        case(
            "logits, label smoothing",
            y_true=ONE_HOT,
            y_pred=X,
            from_logits=True,
            label_smoothing=0.1,
        ),
        case(
            "large logits",
            y_true=given([[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]),
            y_pred=given([[1000.0, -1000, 0], [1000, -1000, 0], [-1000, -1000, -1000]]),
            from_logits=True,
        ),
        case(
            "logits, targets that do not sum to one",
            y_true=uniform(6, 4),
            y_pred=X,
            from_logits=True,
            rooms=("scratch", "pytorch"),
            because=(
                "TensorFlow's gradient is softmax(x) - t, the derivative only where t sums to one"
            ),
        ),
        case("not contiguous", y_true=strided(ONE_HOT), y_pred=strided(P)),
    ],
    bad=[
        bad(
            "label smoothing of one",
            says="`label_smoothing` must be a finite number >= 0 and < 1",
            label_smoothing=1.0,
            y_true=ONE_HOT,
            y_pred=P,
        ),
        bad(
            "text from_logits",
            says="`from_logits` must be True or False",
            raises=TypeError,
            from_logits="yes",
            y_true=ONE_HOT,
            y_pred=P,
        ),
        bad(
            "ids for targets",
            says="`y_true` must be of the shape of y_pred",
            y_true=given([0, 1, 2]),
            y_pred=probabilities(3, 3),
        ),
    ],
    differences=[
        Difference("input", "logits", "probabilities, unless from_logits=True", "from_logits=True"),
        Difference(
            "probabilities",
            "-t log p by hand (nll_loss takes log p): p is neither divided nor cut",
            "p divided by its sum, then cut to [1e-7, 1 - 1e-7]",
            "the same expression: (p / p.sum(-1, keepdim=True)).clamp(1e-7, 1 - 1e-7)",
        ),
        Difference("axis of the classes", "1", "-1", "reshape to (N, K)"),
        Difference(
            "targets that do not sum to one, from logits",
            "the derivative: softmax(x) Σt - t",
            "softmax(x) - t, which is not the derivative",
            "targets that sum to one",
        ),
    ],
    random=partial(cases, draw_categorical_crossentropy),
)
