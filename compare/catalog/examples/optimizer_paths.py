"""The record of the optimizers' paths."""

from compare.concept import bad, case, concept
from compare.draws import given, normal

CONCEPT = concept(
    name="optimizer_paths",
    family="examples",
    symbol="optimizer_paths",
    title="Paths of optimizers",
    summary=(
        "How optimizers walk down a bowl and a ravine. A velocity that is kept from step to step "
        "averages the zigzag across the ravine out and gathers speed along its floor; RMSprop and "
        "Adam walk a ravine as they walk a bowl, dividing by the size of the gradients."
    ),
    equation=r"f(w) = \sum_i c_i w_i^2, \qquad v \leftarrow \mu v - 2 \eta c w, "
    r"\quad w \leftarrow w + v",
    source=(
        "Polyak 1964; Sutskever, Martens, Dahl, Hinton 2013; Tieleman and Hinton 2012; "
        "Kingma and Ba 2015"
    ),
    cases=[
        case("bowl", start=given([3.0, 3.0]), curvature=given([1.0, 1.0]), learning_rate=0.1),
        case("ravine", start=given([3.0, 3.0]), curvature=given([1.0, 20.0])),
        case("no momentum", start=normal(2), curvature=given([1.0, 4.0]), momentum=0.0),
        case("one dimension", start=normal(1), curvature=given([2.0])),
    ],
    bad=[
        bad(
            "other dimensions",
            says="`curvature` must be of the shape of start",
            start=normal(2),
            curvature=normal(3),
        ),
        bad(
            "no steps",
            says="`steps` must be an integer >= 1",
            start=normal(2),
            curvature=normal(2),
            steps=0,
        ),
    ],
)
