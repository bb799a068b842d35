"""Random cases of layers that slide a window over images, for their records' `random`.

Hypothesis is imported on first use, so that reading the catalogue does not need it.
"""

from collections.abc import Callable
from typing import Any

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


def random_case(x: Draw, arguments: dict[str, Any], **settings: Any) -> Case:
    """A Case named after its arguments, so that it has numbers of its own."""
    name = ", ".join(f"{key}={value}" for key, value in {"x": x.shape, **arguments}.items())
    return case(f"random: {name}", x=x, **arguments, **settings)
