"""The record of the sparse categorical cross-entropy."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import given, integers, normal, probabilities, strided, uniform
from compare.strategies import Choose, axes, cases, one_of, random_inputs, whole

IDS, P, X = integers(0, 4, 6), probabilities(6, 4), normal(6, 4)


def draw_sparse_categorical_crossentropy(choose: Choose) -> Case:
    """Ids of any shape, also as a column, and probabilities or logits."""
    shape, classes = axes(choose, 1, 3), whole(choose, 2, 5)
    column, logits = one_of(choose, False, True), one_of(choose, False, True)
    ids = integers(0, classes, *shape, *([1] if column else []))
    p = normal(*shape, classes) if logits else uniform(*shape, classes, low=0.1, high=0.9)
    return random_inputs({"y_true": ids, "y_pred": p}, {"from_logits": logits})


CONCEPT = concept(
    name="sparse_categorical_crossentropy",
    family="losses",
    symbol="SparseCategoricalCrossentropy",
    title="Sparse categorical cross-entropy",
    summary=(
        "The categorical cross-entropy with class ids for targets: the same loss without a "
        "one-hot matrix, which for a large vocabulary would not fit into memory."
    ),
    equation=r"L = -\frac{1}{N} \sum_n \log p_{n c_n}",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.3",
    cases=[
        case("ordinary", y_true=IDS, y_pred=P),
        case("one sample", y_true=integers(0, 4, 1), y_pred=probabilities(1, 4)),
        case("column of ids", y_true=integers(0, 4, 6, 1), y_pred=P),
        case("sequence", y_true=integers(0, 4, 2, 5), y_pred=probabilities(2, 5, 4)),
        case("sums other than one", y_true=IDS, y_pred=uniform(6, 4, low=0.1, high=0.9)),
        case(
            "probabilities of exactly 0 and 1",
            y_true=given([1, 2, 1, 2]),
            y_pred=given([[0.0, 1, 0], [0, 1, 0], [0.5, 0, 0.5], [0, 0.5, 0.5]]),
        ),
        case("logits", y_true=IDS, y_pred=X, from_logits=True),
        case("logits, column of ids", y_true=integers(0, 4, 6, 1), y_pred=X, from_logits=True),
        case(
            "logits, image",
            y_true=integers(0, 4, 2, 3, 3),
            y_pred=normal(2, 3, 3, 4),
            from_logits=True,
        ),
        case(
            "large logits",
            y_true=given([0, 1, 2]),
            y_pred=given([[1000.0, -1000, 0], [1000, -1000, 0], [-1000, -1000, -1000]]),
            from_logits=True,
        ),
        case("not contiguous", y_true=strided(IDS), y_pred=strided(P)),
    ],
    bad=[
        bad(
            "id too large",
            says="`y_true` must be ids in [0, 4), one of the classes of y_pred. Received: y_true=4",
            y_true=given([0, 1, 2, 3, 4, 0]),
            y_pred=P,
        ),
        bad(
            "negative id",
            says="`y_true` must be ids in [0, 4)",
            y_true=given([0, 1, -1, 3, 0, 0]),
            y_pred=P,
        ),
        bad(
            "broken id",
            says="`y_true` must be whole numbers",
            raises=TypeError,
            y_true=given([0.5, 1, 1, 3, 0, 0]),
            y_pred=P,
        ),
        bad(
            "one id too few",
            says="`y_true` must be of the shape of y_pred",
            y_true=integers(0, 4, 5),
            y_pred=P,
        ),
        bad(
            "text from_logits",
            says="`from_logits` must be True or False",
            raises=TypeError,
            from_logits="yes",
            y_true=IDS,
            y_pred=P,
        ),
    ],
    differences=[
        Difference("input", "logits", "probabilities, unless from_logits=True", "from_logits=True"),
        Difference(
            "probabilities",
            "nll_loss of log p: p is neither divided nor cut",
            "p cut to [1e-7, 1 - 1e-7], then divided by its sum; the dense loss divides first",
            "cross_entropy of p.clamp(1e-7, 1 - 1e-7).log()",
        ),
        Difference(
            "id that is left out",
            "-100 (ignore_index)",
            "none, unless ignore_class is given",
            "no id outside the classes",
        ),
    ],
    random=partial(cases, draw_sparse_categorical_crossentropy),
)
