"""The record of orthogonal draws."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, distribution, gram

CONCEPT = concept(
    name="orthogonal",
    family="initializers",
    symbol="Orthogonal",
    title="Orthogonal",
    summary=(
        "A random rotation. Applied again and again, as a recurrent layer does over time, it "
        "neither shrinks nor stretches what it carries."
    ),
    equation=r"W^\top W = g^2 I",
    source=(
        "Saxe, McClelland, Ganguli, Exact solutions to the nonlinear dynamics of "
        "learning in deep linear neural networks, 2014"
    ),
    cases=[
        case("square", call={"shape": (8, 8)}, observe=gram),
        case("tall", call={"shape": (12, 5)}, observe=gram),
        case("wide", call={"shape": (5, 12)}, observe=gram),
        case("one column", call={"shape": (7, 1)}, observe=gram),
        case("convolution kernel", call={"shape": (3, 3, 4, 8)}, observe=gram),
        case("gain", call={"shape": (6, 6)}, gain=0.5, observe=gram),
        case("entries", call={"shape": (100_000, 10)}, observe=distribution, tolerance=STATISTICAL),
    ],
    bad=[
        bad("one dimension", says="`shape` must be of at least 2 dimensions", call={"shape": (5,)}),
        bad(
            "text gain",
            says="`gain` must be a finite",
            raises=TypeError,
            gain="1",
            call={"shape": (3, 3)},
        ),
        bad(
            "negative length",
            says="`shape` must be a tuple of integers >= 1",
            call={"shape": (3, -4)},
        ),
        bad("number for shape", says="`shape` must be a tuple", call={"shape": 3}),
    ],
    differences=[
        Difference(
            "axes that count as rows",
            "all but the first of (out, in, ...)",
            "all but the last of (..., in, out)",
            "w.view(-1, out) in our layout",
        ),
        Difference(
            "initial recurrent kernel",
            "U(-1/√units, 1/√units)",
            "orthogonal",
            "torch.nn.init.orthogonal_",
        ),
    ],
)
