"""The record of Activation."""

from compare.concept import bad, case, concept
from compare.draws import away_from_zero, full, given, normal, strided

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
)
