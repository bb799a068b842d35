"""The record of Activation."""

from functools import partial

from compare.concept import Case, bad, case, concept
from compare.draws import away_from_zero, full, given, normal, strided
from compare.strategies import Choose, axes, cases, one_of, random_case
from scratch.activations import ACTIVATIONS


def draw_activation(choose: Choose) -> Case:
    """Any activation, with an argument of its own where it has one."""
    name = one_of(choose, None, *ACTIVATIONS)
    own = {
        # A slope that float32 holds exactly, since Keras rounds it to float32.
        "leaky_relu": {"negative_slope": one_of(choose, 0.25, 0.5)},
        "elu": {"alpha": one_of(choose, 1.0, 0.5)},
        "gelu": {"approximate": one_of(choose, False, True)},
    }
    return random_case(normal(*axes(choose, 2)), {"activation": name, **own.get(name, {})})


CONCEPT = concept(
    name="activation",
    family="layers",
    symbol="Activation",
    title="Activation",
    summary=(
        "An activation as a layer of its own: for the ones that take arguments, or where something "
        "else, such as a normalization, comes between a layer and its activation."
    ),
    equation=r"y = f(x)",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.3",
    cases=[
        case("ordinary", x=normal(5, 3), activation="tanh"),
        case("one element", x=normal(1, 1), activation="sigmoid"),
        case("none", x=normal(5, 3), activation=None),
        case("image", x=normal(2, 4, 5, 3), activation="gelu"),
        case("an argument", x=away_from_zero(5, 3), activation="leaky_relu", negative_slope=0.25),
        case("a switch", x=normal(5, 3), activation="gelu", approximate=True),
        case("softmax", x=normal(5, 3), activation="softmax"),
        case("softmax of another axis", x=normal(2, 5, 3), activation="softmax", axis=1),
        case("all zeros", x=full(0, 5, 3), activation="silu"),
        case("saturated", x=normal(5, 3, scale=1e3), activation="softplus"),
        case("not contiguous", x=strided(normal(5, 3)), activation="elu"),
    ],
    bad=[
        bad(
            "unknown activation",
            says="`activation` must be one of",
            activation="rleu",
            x=normal(5, 3),
        ),
        bad(
            "no function",
            says="`activation` must be a name or a callable",
            raises=TypeError,
            activation=3,
            x=normal(5, 3),
        ),
        bad(
            "another activation's argument",
            says="`alpha` must be one of the activation's own arguments",
            raises=TypeError,
            activation="leaky_relu",
            alpha=0.1,
            x=normal(5, 3),
        ),
        bad(
            "text",
            says="`x` must be an array of numbers",
            raises=TypeError,
            activation="tanh",
            x=given([["a"]]),
        ),
    ],
    random=partial(cases, draw_activation),
)
