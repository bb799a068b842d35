"""The record of the logarithm of the softmax."""

from functools import partial

from compare.catalog.activations.softmax import CONCEPT as SOFTMAX
from compare.concept import Case, Difference, concept
from compare.draws import normal
from compare.strategies import Choose, axes, cases, random_case, whole


def draw_log_softmax(choose: Choose) -> Case:
    """Any axis. No large numbers: of a saturated row's gradient only rounding noise is left."""
    shape = axes(choose)
    axis = whole(choose, -len(shape), len(shape) - 1)
    return random_case(normal(*shape), {"axis": axis})


CONCEPT = concept(
    name="log_softmax",
    family="activations",
    symbol="log_softmax",
    title="Log-softmax",
    summary=(
        "The logarithms of the softmax's probabilities, computed without the probabilities: where "
        "these round to zero, their logarithms are still right."
    ),
    equation=r"y_i = x_i - \log \sum_j e^{x_j}",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.3",
    cases=SOFTMAX.cases,
    bad=SOFTMAX.bad,
    differences=[
        Difference(
            "axis where none is given", "nn.LogSoftmax: 0 for 1 or 3 dimensions", "-1", "dim=-1"
        ),
    ],
    random=partial(cases, draw_log_softmax),
)
