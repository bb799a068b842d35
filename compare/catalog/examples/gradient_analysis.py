"""The record of the analysis of gradients."""

from typing import Any

from compare.concept import bad, case, concept
from compare.draws import normal, uniform


def network(layers: int, width: int, scale: float = 1.0) -> dict[str, Any]:
    """Samples, and a network of `layers` layers."""
    return {
        "x": normal(8, width),
        "y": uniform(8, width),
        "kernels": normal(layers, width, width, scale=scale),
        "biases": normal(layers, width, scale=0.1),
    }


CONCEPT = concept(
    name="gradient_analysis",
    family="examples",
    symbol="gradient_analysis",
    title="Vanishing and exploding gradients",
    summary=(
        "Mean, maximum and norm of each layer's gradient while a sigmoid network trains. In a deep "
        "one the first layers hardly learn, as their gradients are products of many small numbers."
    ),
    equation=r"\frac{\partial L}{\partial a_l} = \Big(\frac{\partial L}{\partial a_{l+1}} \odot"
    r" \sigma'(z_{l+1})\Big) W_{l+1}^T, \qquad \sigma' \le \tfrac{1}{4}",
    source="Hochreiter 1991; Bengio, Simard, Frasconi 1994; Glorot and Bengio 2010",
    cases=[
        case("shallow", **network(2, 4)),
        case("deep", **network(10, 4, scale=0.5)),
        case("one layer", **network(1, 3)),
        case("low bar", **network(3, 4), exploding=1e-3, vanishing=0.0),
    ],
    bad=[
        bad("no steps", says="`steps` must be an integer >= 1", **network(2, 3), steps=0),
        bad(
            "other width",
            says="`kernels` must be of the shape of (layers, width, width)",
            **{**network(2, 3), "kernels": normal(2, 3, 4)},
        ),
    ],
)
