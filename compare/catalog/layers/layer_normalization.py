"""The record of LayerNormalization."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided, ties
from compare.strategies import Choose, cases, one_of, random_case, whole

x = normal(5, 8)

CANCELS = "x/σ + (β - μ/σ) is how it is computed: it cancels where μ is many σ"


def draw_layer_normalization(choose: Choose) -> Case:
    """Any rank, axes and arguments, three features at least.

    With two of them the output hardly depends on the input, and its gradient is mostly rounding.
    """
    rank = whole(choose, 2, 4)
    shape = [*(whole(choose, 1, 4) for _ in range(rank - 1)), whole(choose, 3, 6)]
    arguments = {
        "axis": one_of(choose, -1, *([first, rank - 1] for first in range(1, rank - 1))),
        "epsilon": one_of(choose, 1e-3, 1e-5, 0.1),
        "center": one_of(choose, True, False),
        "scale": one_of(choose, True, False),
    }
    return random_case(normal(*shape), arguments)


CONCEPT = concept(
    name="layer_normalization",
    family="layers",
    symbol="LayerNormalization",
    title="Layer normalization",
    summary=(
        "Centres every sample and scales it to deviation one, by the statistics of its own "
        "features, so that neither the batch nor the mode matters; then scales and shifts by "
        "learned numbers."
    ),
    equation=(
        r"\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \quad "
        r"y = \gamma \hat{x} + \beta"
    ),
    source="Ba, Kiros, Hinton, Layer Normalization, 2016",
    cases=[
        case("ordinary", x=x),
        case("training", x=x, training=True),
        case("sequences", x=normal(4, 5, 8)),
        case("images", x=normal(4, 5, 6, 3)),
        case("over the whole image", x=normal(4, 5, 6, 3), axis=[1, 2, 3]),
        case("over rows and channels", x=normal(4, 5, 6, 3), axis=(1, 3)),
        case("axes out of order", x=normal(4, 5, 6, 3), axis=(3, 1)),
        case("features in axis 1", x=normal(4, 5, 6), axis=1),
        case("features in axis -2", x=normal(4, 5, 6, 3), axis=-2),
        case(
            "axes of both signs",
            x=normal(4, 5, 6, 3),
            axis=(1, -1),
            rooms=("scratch", "pytorch"),
            because="Keras sorts the axes as they are written, and lays gamma and beta wrongly.",
        ),
        case("neither center nor scale", x=x, center=False, scale=False),
        case("no center", x=x, center=False),
        case("no scale", x=x, scale=False),
        case("epsilon", x=x, epsilon=1e-5),
        case("epsilon 0", x=x, epsilon=0.0),
        case("one sample", x=normal(1, 8)),
        case(
            "one feature",
            x=normal(5, 1),
            params={"beta": full(4, 1)},
            zero_in_theory={"grad:input": "grad:beta", "grad:gamma": "grad:beta"},
        ),
        case("two features", x=normal(5, 2)),
        case("ties", x=ties(5, 8)),
        case("nothing varies", x=full(0.3, 5, 7), zero_in_theory={"grad:gamma": "grad:beta"}),
        case("all zeros", x=full(0, 5, 8)),
        case("many features", x=normal(4, 4096)),
        case("large values", x=normal(5, 8, scale=1e6)),
        case("tiny values", x=normal(5, 8, scale=1e-20)),
        case("offset", x=normal(5, 8, shift=16)),
        case("large offset", x=normal(5, 8, shift=1000), allowed={"keras": (1e-3, CANCELS)}),
        case(
            "large offset, small deviation",
            x=normal(5, 8, shift=1e4, scale=0.01),
            rooms=("scratch",),
            because=f"{CANCELS}, in both frameworks; in float32 up to 0.2 of the scale is lost",
        ),
        case("not contiguous", x=strided(x)),
    ],
    bad=[
        bad("negative epsilon", says="`epsilon` must be a finite number >= 0", epsilon=-1e-3, x=x),
        bad("text epsilon", says="`epsilon`", raises=TypeError, epsilon="small", x=x),
        bad("text flag", says="`center`", raises=TypeError, center="no", x=x),
        bad("number as a flag", says="`scale`", raises=TypeError, scale=1, x=x),
        bad("axis too large", says="`axis` must be an axis", axis=2, x=x),
        bad("text axis", says="`axis`", raises=TypeError, axis="last", x=x),
        bad("no axis", says="a list of different axes", axis=[], x=x),
        bad("an axis twice", says="a list of different axes", axis=[1, -1], x=x),
        bad("unknown initializer", says="`initializer`", beta_initializer="zero_s", x=x),
        bad("one dimension", says="at least 2 dimensions", x=normal(8)),
        bad("no feature", says="not empty along axis=-1", x=normal(5, 0)),
    ],
    differences=[
        Difference("epsilon", "1e-5", "1e-3", "eps=1e-3"),
        Difference("axes", "the last ones, by their sizes", "any, by number", "movedim"),
    ],
    random=partial(cases, draw_layer_normalization),
)
