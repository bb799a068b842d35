"""The record of gradient descent."""

from compare.concept import bad, case, concept
from compare.draws import given

CONCEPT = concept(
    name="gradient_descent",
    family="examples",
    symbol="gradient_descent",
    title="Gradient descent",
    summary=(
        "Walk downhill: step against the slope, again and again. The step is the learning rate "
        "times the slope, so it is long on steep ground and short near the bottom."
    ),
    equation=r"x \leftarrow x - \eta f'(x), \qquad f(x) = x^2 + 5 \sin x",
    source="Cauchy 1847; Goodfellow, Bengio, Courville, Deep Learning, 2016, section 4.3",
    cases=[
        case("from 3", start=given(3.0)),
        case("from several places", start=given([-4.0, 0.5, 3.0, 4.0])),
        case("small steps", start=given(3.0), learning_rate=0.01, steps=100),
        case("standing still", start=given(3.0), learning_rate=0.0, steps=2),
    ],
    bad=[
        bad("no steps", says="`steps` must be an integer >= 1", start=given(3.0), steps=0),
        bad(
            "uphill",
            says="`learning_rate` must be a finite number >= 0",
            start=given(3.0),
            learning_rate=-0.1,
        ),
    ],
)
