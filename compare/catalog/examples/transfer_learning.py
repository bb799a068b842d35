"""The record of transfer learning in one variable."""

from typing import Any

import numpy as np

from compare.concept import Difference, bad, case, concept
from compare.draws import given, normal

X = np.linspace(0, 10, 100)
NOISE = 0.2 * np.random.default_rng(0).standard_normal(len(X))
SINE: dict[str, Any] = {
    "x": given(X),
    "y": given(2 * np.sin(X) + 0.5 + NOISE),
    "pretrained": given([1.0, 1.0]),
}

CONCEPT = concept(
    name="transfer_learning",
    family="examples",
    symbol="transfer_learning",
    title="Transfer learning in one variable",
    summary=(
        "A sine that was learned before is frozen; a weight and a bias above it learn the new "
        "task. What is frozen comes out as it went in, to the last bit."
    ),
    equation=r"\hat y = w f(x) + b, \qquad f(x) = a \sin(\omega x), "
    r"\quad w \leftarrow w - \eta \frac{\partial L}{\partial w}, "
    r"\quad b \leftarrow b - \eta \frac{\partial L}{\partial b}",
    source="Pan and Yang, A Survey on Transfer Learning, 2010",
    cases=[
        case("a scaled sine", **SINE, head=normal(2)),
        case("slowly", **SINE, head=normal(2), learning_rate=0.01, epochs=100),
        case(
            "features that do not fit",
            **SINE | {"pretrained": given([0.7, 1.3])},
            head=given([0.0, 0.0]),
            epochs=50,
        ),
        case("nothing learned", **SINE, head=normal(2), learning_rate=0.0, epochs=3),
    ],
    bad=[
        bad("no epochs", says="`epochs` must be an integer >= 1", **SINE, head=normal(2), epochs=0),
        bad(
            "half a head", says="`head` must be of the shape of two numbers", **SINE, head=normal(1)
        ),
        bad(
            "too few targets",
            says="`y` must be of the shape of x",
            **SINE | {"y": normal(99)},
            head=normal(2),
        ),
    ],
    differences=[
        Difference(
            "how a layer is frozen",
            "requires_grad_(False); batch normalization still moves its averages until eval()",
            "trainable = False; batch normalization then runs as in inference",
            "in PyTorch, put frozen batch normalization into eval() as well",
        ),
    ],
)
