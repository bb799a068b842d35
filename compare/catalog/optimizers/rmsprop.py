"""The record of RMSprop."""

from compare.concept import Difference, bad, concept
from compare.optimizer_cases import as_pytorch, case, shared_bad

OUTSIDE = "Keras adds epsilon inside the root"

CONCEPT = concept(
    name="rmsprop",
    family="optimizers",
    symbol="RMSprop",
    title="RMSprop",
    summary=(
        "Divides each gradient by the root of a moving mean of its squares, so that every weight "
        "moves at about the same pace, and old gradients are forgotten."
    ),
    equation=r"v \leftarrow \rho v + (1 - \rho) g^2, \qquad "
    r"w \leftarrow w - \frac{\eta g}{\sqrt{v + \varepsilon}}",
    source=(
        "Tieleman and Hinton, Neural networks for machine learning, lecture 6.5, 2012; Graves, "
        "Generating sequences with recurrent neural networks, 2013 (centered)"
    ),
    cases=[
        case("ordinary"),
        case("momentum, changing rate", changing=True, momentum=0.9),
        case("centered", centered=True),
        case("centered, momentum", centered=True, momentum=0.5, rho=0.95),
        case("weight decay and clipping", weight_decay=0.01, clipnorm=1.5),
        as_pytorch("ordinary", because=OUTSIDE),
        as_pytorch("momentum, changing rate", because=OUTSIDE, changing=True, momentum=0.9),
        as_pytorch("centered", because=OUTSIDE, centered=True),
        as_pytorch(
            "weight decay and clipping",
            because="Keras's weight decay is decoupled",
            weight_decay=0.01,
            clipnorm=1.5,
        ),
    ],
    bad=[
        *shared_bad(),
        bad("rho of one", says="`rho` must be a finite number >= 0 and < 1", rho=1.0),
        bad(
            "centered by a number",
            says="`centered` must be True or False",
            raises=TypeError,
            centered=1,
        ),
        bad("negative epsilon", says="`epsilon` must be a finite number >= 0", epsilon=-1e-7),
    ],
    differences=[
        Difference("learning rate", "0.01", "0.001", "set it"),
        Difference("share of the old mean", "alpha=0.99", "rho=0.9", "set it"),
        Difference("epsilon", "1e-8", "1e-7", "set it"),
        Difference(
            "where epsilon is added",
            "to the root",
            "inside the root",
            "a step of one's own; no setting does it",
        ),
        Difference(
            "momentum when the learning rate changes",
            "the momentum does not hold it",
            "the momentum holds it",
            "multiply the momentum by the ratio of the rates at the change",
        ),
        Difference(
            "centered, on a constant gradient",
            "NaN where rounding makes the variance negative",
            "NaN where rounding makes it less than -epsilon",
            "keep the variance from falling below zero, as scratch does",
        ),
        Difference("weight decay", "coupled: g + λw", "decoupled: w - ηλw", "add λw to g in Keras"),
    ],
)
