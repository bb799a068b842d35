"""The record of Dropout."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, keep_mask, normal, strided
from compare.strategies import Choose, cases, one_of, random_case, whole

x = normal(5, 3)


def draw_dropout(choose: Choose) -> Case:
    """Any shape and rate, with a mask in training and without one in inference."""
    shape = [whole(choose, 1, 5) for _ in range(whole(choose, 1, 4))]
    rate = one_of(choose, 0.5, 0.0, 0.1, 0.9)
    if one_of(choose, False, True):
        return random_case(normal(*shape), {"rate": rate})
    mask = keep_mask(*shape, rate=rate)
    return random_case(normal(*shape), {"rate": rate}, masks=mask, training=True)


CONCEPT = concept(
    name="dropout",
    family="layers",
    symbol="Dropout",
    title="Dropout",
    summary=(
        "Drops each value with a given chance while training, and scales up what is kept, so that "
        "no neuron can rely on another being there. In inference it does nothing."
    ),
    equation=r"y = k \circ x, \quad k_i = 0 \text{ with chance } r, \text{ else } \tfrac{1}{1-r}",
    source="Srivastava et al., Dropout: A Simple Way to Prevent Overfitting, 2014",
    cases=[
        case("ordinary", x=x, rate=0.5, masks=keep_mask(5, 3, rate=0.5), training=True),
        case("inference", x=x, rate=0.5),
        case("inference with a mask", x=x, rate=0.5, masks=keep_mask(5, 3, rate=0.5)),
        case("rate 0", x=x, rate=0.0, training=True),
        case("rate 0 with a mask", x=x, rate=0.0, masks=full(1, 5, 3), training=True),
        case("a scale that rounds", x=x, rate=0.3, masks=keep_mask(5, 3, rate=0.3), training=True),
        case(
            "rate near 1",
            x=normal(40, 30),
            rate=0.999,
            masks=keep_mask(40, 30, rate=0.999),
            training=True,
        ),
        case("all dropped", x=x, rate=0.5, masks=full(0, 5, 3), training=True),
        case("all kept", x=x, rate=0.5, masks=full(2, 5, 3), training=True),
        case("one value", x=normal(1, 1), rate=0.5, masks=full(2, 1, 1), training=True),
        case("a vector", x=normal(7), rate=0.5, masks=keep_mask(7, rate=0.5), training=True),
        case(
            "images",
            x=normal(2, 4, 5, 3),
            rate=0.25,
            masks=keep_mask(2, 4, 5, 3, rate=0.25),
            training=True,
        ),
        case(
            "all zeros", x=full(0, 5, 3), rate=0.5, masks=keep_mask(5, 3, rate=0.5), training=True
        ),
        case(
            "large values",
            x=normal(5, 3, scale=1e30),
            rate=0.5,
            masks=keep_mask(5, 3, rate=0.5),
            training=True,
        ),
        case(
            "not contiguous", x=strided(x), rate=0.5, masks=keep_mask(5, 3, rate=0.5), training=True
        ),
    ],
    bad=[
        bad("rate 1", says="`rate` must be a finite number >= 0 and < 1", rate=1.0, x=x),
        bad("negative rate", says="`rate`", rate=-0.1, x=x),
        bad("rate that is no number", says="`rate`", rate=float("nan"), x=x),
        bad("text rate", says="`rate`", raises=TypeError, rate="0.5", x=x),
        bad("a single number", says="at least 1 dimensions", rate=0.5, x=normal()),
    ],
    differences=[
        Difference("modes", "module.train() and eval()", "training=True at the call", "say which"),
        Difference(
            "random numbers", "one global generator", "a seed a layer", "masks from outside"
        ),
        Difference("rate 1", "zeros", "zeros", "refused here: 1/(1-rate) is not finite"),
    ],
    random=partial(cases, draw_dropout),
)
