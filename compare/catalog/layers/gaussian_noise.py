"""The record of GaussianNoise."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, cases, one_of, random_case, whole

x = normal(5, 3)
noise = normal(5, 3, scale=0.5)


def draw_gaussian_noise(choose: Choose) -> Case:
    """Any shape and deviation, with noise in training."""
    shape = [whole(choose, 1, 5) for _ in range(whole(choose, 1, 4))]
    stddev = one_of(choose, 0.5, 0.1, 1.0)
    return random_case(normal(*shape), {"stddev": stddev}, masks=normal(*shape), training=True)


CONCEPT = concept(
    name="gaussian_noise",
    family="layers",
    symbol="GaussianNoise",
    title="Gaussian noise",
    summary=(
        "Adds a little noise to every value while training, so that the network does not rely on "
        "any of them being exact. In inference it does nothing."
    ),
    equation=r"y = x + \sigma n, \quad n_i \sim \mathcal{N}(0, 1)",
    source="Bishop, Training with Noise is Equivalent to Tikhonov Regularization, 1995",
    cases=[
        case("ordinary", x=x, stddev=0.5, masks=noise, training=True),
        case("a deviation that rounds", x=x, stddev=0.1, masks=noise, training=True),
        case("inference with noise", x=x, stddev=0.5, masks=noise),
        case("no noise", x=x, stddev=0.5, masks=full(0, 5, 3), training=True),
        case("deviation 0", x=x, stddev=0.0, training=True),
        case("a vector", x=normal(7), stddev=0.5, masks=normal(7, scale=2), training=True),
        case("images", x=normal(2, 4, 5, 3), stddev=1.0, masks=normal(2, 4, 5, 3), training=True),
        case("all zeros", x=full(0, 5, 3), stddev=0.5, masks=noise, training=True),
        case("large values", x=normal(5, 3, scale=1e30), stddev=0.5, masks=noise, training=True),
        case("not contiguous", x=strided(x), stddev=0.5, masks=noise, training=True),
    ],
    bad=[
        bad("negative", says="`stddev` must be a finite number >= 0", stddev=-0.1, x=x),
        bad("not a number", says="`stddev`", stddev=float("nan"), x=x),
        bad("text", says="`stddev`", raises=TypeError, stddev="0.5", x=x),
        bad("a single number", says="at least 1 dimensions", stddev=0.5, x=normal()),
    ],
    differences=[
        Difference("where it is", "nowhere", "a layer", "torch.randn_like"),
        Difference("above 1", "any deviation", "refused", "any deviation here"),
        Difference(
            "random numbers", "one global generator", "a seed a layer", "noise from outside"
        ),
    ],
    random=partial(cases, draw_gaussian_noise),
)
