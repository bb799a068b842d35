"""The record of BatchNormalization."""

from functools import partial
from typing import Any

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided, ties
from compare.strategies import Choose, cases, one_of, random_case, whole

x = normal(8, 3)
training: dict[str, Any] = {"training": True}
as_pytorch: dict[str, Any] = {
    "convention": "pytorch",
    "rooms": ("scratch", "pytorch"),
    "because": "Keras averages the biased variance only.",
}

CANCELS = "x/σ + (β - μ/σ) is how it is computed: it cancels where μ is many σ"


def draw_batch_normalization(choose: Choose) -> Case:
    """Any rank, axis and arguments, three values a feature at least.

    With two of them the output hardly depends on the input, and its gradient is mostly rounding.
    """
    rank = whole(choose, 2, 4)
    shape = [whole(choose, 3, 5), *(whole(choose, 1, 4) for _ in range(rank - 1))]
    arguments = {
        "axis": one_of(choose, -1, *range(1, rank)),
        "momentum": one_of(choose, 0.99, 0.9, 0.0),
        "epsilon": one_of(choose, 1e-3, 1e-5, 0.1),
        "center": one_of(choose, True, False),
        "scale": one_of(choose, True, False),
    }
    mode = one_of(choose, True, False)
    if one_of(choose, False, True):
        return random_case(normal(*shape), {**arguments, **as_pytorch}, training=mode)
    return random_case(normal(*shape), arguments, training=mode)


CONCEPT = concept(
    name="batch_normalization",
    family="layers",
    symbol="BatchNormalization",
    title="Batch normalization",
    summary=(
        "Centres every feature and scales it to deviation one, by the statistics of the batch "
        "while training and by running averages of them in inference; then scales and shifts by "
        "learned numbers."
    ),
    equation=(
        r"\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \quad "
        r"y = \gamma \hat{x} + \beta, \quad "
        r"\frac{dL}{dx} = \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}} \Big( dy - "
        r"\overline{dy} - \hat{x}\, \overline{dy\, \hat{x}} \Big)"
    ),
    source=(
        "Ioffe and Szegedy, Batch Normalization: Accelerating Deep Network Training by Reducing "
        "Internal Covariate Shift, 2015"
    ),
    cases=[
        case("ordinary", x=x, **training),
        case("inference", x=x),
        case("images", x=normal(4, 5, 6, 3), **training),
        case("images, inference", x=normal(4, 5, 6, 3)),
        case("sequences", x=normal(4, 5, 3), **training),
        case("volumes", x=normal(2, 3, 4, 2, 3), **training),
        case("features in axis 1", x=normal(4, 5, 6), axis=1, **training),
        case("features in axis 1, inference", x=normal(4, 5, 6, 3), axis=1),
        case("features in axis -2", x=normal(4, 5, 6, 3), axis=-2, **training),
        case("neither center nor scale", x=x, center=False, scale=False, **training),
        case("no center", x=x, center=False, **training),
        case("no scale", x=x, scale=False, **training),
        case("no scale, inference", x=x, scale=False),
        case("momentum", x=x, momentum=0.9, **training),
        case("momentum 0", x=x, momentum=0.0, **training),
        case("epsilon", x=x, epsilon=1e-5, **training),
        case(
            "epsilon 0",
            x=x,
            epsilon=0.0,
            rooms=("scratch", "keras"),
            because="PyTorch wants a positive epsilon.",
            **training,
        ),
        case("pytorch's variance", x=x, **training, **as_pytorch),
        case("pytorch's variance, images", x=normal(4, 5, 6, 3), **training, **as_pytorch),
        case("pytorch's variance, two samples", x=normal(2, 3), **training, **as_pytorch),
        case("pytorch's variance, inference", x=x, **as_pytorch),
        case("one sample, inference", x=normal(1, 3)),
        case(
            "one sample",
            x=normal(1, 3),
            rooms=("scratch", "keras"),
            because="PyTorch refuses a single value a feature in training.",
            **training,
        ),
        case("one image", x=normal(1, 5, 6, 3), **training),
        case("two samples", x=normal(2, 3), **training),
        case("one feature", x=normal(8, 1), **training),
        case("ties", x=ties(8, 3), **training),
        case(
            "nothing varies",
            x=full(0.3, 8, 3),
            zero_in_theory={"grad:gamma": "grad:beta"},
            **training,
        ),
        case("all zeros", x=full(0, 8, 3), **training),
        case("many samples", x=normal(4096, 3), **training),
        case("large images", x=normal(8, 32, 32, 4), **training),
        case("large values", x=normal(8, 3, scale=1e6), **training),
        case("tiny values", x=normal(8, 3, scale=1e-20), **training),
        case("offset", x=normal(8, 3, shift=16), **training),
        case(
            "large offset",
            x=normal(8, 3, shift=1000),
            allowed={"keras": (1e-3, CANCELS)},
            **training,
        ),
        case(
            "large offset, small deviation",
            x=normal(8, 3, shift=1e4, scale=0.01),
            rooms=("scratch",),
            because=f"{CANCELS}, in both frameworks; in float32 up to 0.2 of the scale is lost",
            **training,
        ),
        case("not contiguous", x=strided(x), **training),
    ],
    bad=[
        bad("momentum 1", says="`momentum` must be a finite number >= 0 and < 1", momentum=1, x=x),
        bad("text momentum", says="`momentum`", raises=TypeError, momentum="0.9", x=x),
        bad("negative epsilon", says="`epsilon` must be a finite number >= 0", epsilon=-1e-3, x=x),
        bad("text flag", says="`center`", raises=TypeError, center="no", x=x),
        bad("number as a flag", says="`scale`", raises=TypeError, scale=1, x=x),
        bad("axis too large", says="`axis` must be an axis", axis=2, x=x),
        bad("several axes", says="`axis`", raises=TypeError, axis=[0, 1], x=x),
        bad("unknown convention", says="'keras', 'pytorch'", convention="caffe", x=x),
        bad("unknown initializer", says="`initializer`", gamma_initializer="one_s", x=x),
        bad("one dimension", says="at least 2 dimensions", x=normal(8)),
        bad("no feature", says="not empty along axis=-1", x=normal(8, 0)),
        bad("no sample in training", says="at least 1 values", x=normal(0, 3), call=training),
        bad(
            "one sample in training, pytorch",
            says="at least 2 values a feature",
            convention="pytorch",
            x=normal(1, 3),
            call=training,
        ),
    ],
    differences=[
        Difference("epsilon", "1e-5", "1e-3", "eps=1e-3"),
        Difference("momentum", "0.1, of the new", "0.99, of the old", "momentum=1 - 0.99"),
        Difference("running variance", "unbiased", "biased", "times (n-1)/n; convention here"),
        Difference("axis of features", "1", "-1", "movedim"),
        Difference("one value a feature", "refused in training", "y = beta", "none"),
        Difference(
            "frozen layer",
            "requires_grad=False still takes the batch's statistics",
            "trainable=False means inference",
            "module.eval()",
        ),
    ],
    random=partial(cases, draw_batch_normalization),
)
