"""The record of the chain rule."""

from compare.concept import bad, case, concept
from compare.draws import full, normal, uniform

CONCEPT = concept(
    name="chain_rule",
    family="examples",
    symbol="chain_rule",
    title="The chain rule",
    summary=(
        "The derivative of nested functions is the product of their derivatives. Backpropagation "
        "is this rule, applied from the loss backwards."
    ),
    equation=r"h = e^{x^2 + y^2} \sin z, \qquad \frac{\partial h}{\partial x} = 2 x h",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.5.2",
    cases=[
        case("ordinary", x=normal(12), y=normal(12), z=normal(12)),
        case("at the origin", x=full(0, 1), y=full(0, 1), z=full(0, 1)),
        case("grid", x=uniform(4, 5), y=uniform(4, 5), z=uniform(4, 5, high=6.0)),
    ],
    bad=[
        bad(
            "shapes that would broadcast",
            says="`y` must be of the shape of x",
            x=normal(3),
            y=normal(1),
            z=normal(3),
        ),
    ],
)
