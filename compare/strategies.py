"""What random cases are drawn from, for the records' `random`.

Hypothesis is imported on first use, so that reading the catalogue does not need it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from compare.concept import Case, case
from compare.draws import Draw, normal

Choose = Callable[[Any], Any]
"""What Hypothesis hands to a composite strategy: it draws a value from a strategy."""


def cases(make: Callable[[Choose], Case]) -> Any:
    """The strategy of the Cases that `make(choose)` builds."""
    from hypothesis import strategies

    return strategies.composite(make)()


def whole(choose: Choose, low: int, high: int) -> int:
    """An integer from `low` to `high`."""
    from hypothesis import strategies

    return choose(strategies.integers(low, high))


def one_of(choose: Choose, *options: Any) -> Any:
    """One of the options; simpler ones first."""
    from hypothesis import strategies

    return choose(strategies.sampled_from(options))


def whole_or_pair(choose: Choose, low: int, high: int) -> Any:
    """An integer, or a pair of them."""
    first = whole(choose, low, high)
    return one_of(choose, first, (first, whole(choose, low, high)))


def windows(choose: Choose) -> dict[str, Any]:
    """kernel_size, padding, and strides or dilation_rate: only one of them may be above 1."""
    return {
        "kernel_size": whole_or_pair(choose, 1, 3),
        "padding": one_of(choose, "valid", "same"),
        one_of(choose, "strides", "dilation_rate"): whole_or_pair(choose, 1, 3),
    }


def pooling(choose: Choose) -> dict[str, Any]:
    """pool_size, strides and padding."""
    return {
        "pool_size": whole_or_pair(choose, 1, 3),
        "strides": one_of(choose, None, whole_or_pair(choose, 1, 3)),
        "padding": one_of(choose, "valid", "same"),
    }


def response(choose: Choose) -> dict[str, Any]:
    """activation and use_bias."""
    return {
        "activation": one_of(choose, None, "relu", "sigmoid"),
        "use_bias": one_of(choose, True, False),
    }


def images(choose: Choose, channels: int, least: tuple[int, int] = (1, 1)) -> Draw:
    """One or two images of up to 4 pixels more than `least` in height and width."""
    height, width = (low + whole(choose, 0, 4) for low in least)
    return normal(whole(choose, 1, 2), height, width, channels)


def least_image(arguments: dict[str, Any], size: str = "kernel_size") -> tuple[int, int]:
    """The smallest image that the windows of `arguments` fit into."""
    if arguments["padding"] == "same":
        return 1, 1
    kernel, dilation = both(arguments[size]), both(arguments.get("dilation_rate", 1))
    return dilation[0] * (kernel[0] - 1) + 1, dilation[1] * (kernel[1] - 1) + 1


def both(value: Any) -> tuple[int, int]:
    """An integer counts for both axes."""
    return value if isinstance(value, tuple) else (value, value)


def axes(choose: Choose, fewest: int = 1, most: int = 4) -> tuple[int, ...]:
    """A shape of so many axes, each up to 4 long."""
    return tuple(whole(choose, 1, 4) for _ in range(whole(choose, fewest, most)))


SCALES = (1.0, 2.0**-10, 8.0, 1000.0)
"""Usual numbers, tiny ones, some that make sigmoids level off, and large ones."""


def beside_a_half(*shape: int, scale: float) -> Draw:
    """Normal numbers after a first 0.5, so that errors are judged at an ordinary scale.

    Where nothing but saturated numbers went in, a gradient such as 1 - tanh² is rounding noise.
    """

    def make(rng: np.random.Generator, s: tuple[int, ...]) -> np.ndarray:
        x = scale * rng.standard_normal(s)
        x.flat[0] = 0.5
        return x

    return Draw(shape, make)


def random_activation(choose: Choose, fewest: int = 1, **arguments: Any) -> Case:
    """An activation's Case: numbers of any scale in any shape."""
    scale = one_of(choose, *SCALES)
    return random_case(beside_a_half(*axes(choose, fewest), scale=scale), arguments, f"{scale=}")


def random_case(x: Draw, arguments: dict[str, Any], about: str = "", **settings: Any) -> Case:
    """A Case of one input; see random_inputs."""
    return random_inputs({"x": x}, arguments, about, **settings)


def random_inputs(
    inputs: dict[str, Draw], arguments: dict[str, Any], about: str = "", **settings: Any
) -> Case:
    """A Case named after all that was drawn, so that it has numbers of its own.

    `about` says what neither the shapes nor the arguments say.
    """
    told = {name: draw.shape for name, draw in inputs.items()} | arguments
    if "training" in settings:
        told |= {"training": settings["training"]}
    described = ", ".join(f"{key}={value}" for key, value in told.items())
    name = f"random: {described}, {about}" if about else f"random: {described}"
    return case(name, **inputs, **arguments, **settings)
