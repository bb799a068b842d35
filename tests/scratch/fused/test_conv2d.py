"""Convolutions, their pooling and what follows, fused: ties, borders, odd sizes, short batches."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scratch.fused import conv2d
from scratch.layers import AveragePooling2D, Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from scratch.losses import MeanSquaredError
from scratch.optimizers import SGD
from tests.scratch.fused.together import trained_together


@st.composite
def stages(draw):
    """A convolution, maybe a pooling, maybe something else: layers and their arguments."""
    dilation = draw(st.integers(1, 2))
    found = [
        (
            Conv2D,
            {
                "filters": 2 * draw(st.integers(1, 3)),
                "kernel_size": (draw(st.integers(1, 3)), draw(st.integers(1, 3))),
                "strides": (draw(st.integers(1, 2)), draw(st.integers(1, 2)))
                if dilation == 1
                else 1,
                "padding": draw(st.sampled_from(["valid", "same"])),
                "dilation_rate": dilation,
                "groups": draw(st.sampled_from([1, 1, 1, 2])),
                "activation": draw(st.sampled_from(["relu", "relu", None, "tanh", "gelu"])),
                "use_bias": draw(st.booleans()),
            },
        )
    ]
    if draw(st.booleans()):
        found.append(
            (
                draw(st.sampled_from([MaxPooling2D, MaxPooling2D, AveragePooling2D])),
                {
                    "pool_size": (draw(st.integers(1, 3)), draw(st.integers(1, 3))),
                    "strides": draw(st.sampled_from([None, 2, 3])),
                    "padding": draw(st.sampled_from(["valid", "valid", "same"])),
                },
            )
        )
    if draw(st.integers(0, 3)) == 0:
        found.append((Dropout, {"rate": 0.5, "seed": 3}))
    return found


@settings(max_examples=60)
@given(
    st.lists(stages(), min_size=1, max_size=2),
    st.tuples(st.integers(3, 9), st.integers(3, 9)),
    st.sampled_from([1, 2, 4, 20]),
    st.integers(0, 99),
    st.sampled_from(["float64", "float32"]),
    st.sampled_from([1, 100, conv2d.TILE]),
    st.sampled_from([1, 2, conv2d.FEWEST]),
)
def test_images_take_the_plain_steps(parts, size, channels, seed, dtype, tile, fewest):
    def layers():
        return [*(make(**given) for stage in parts for make, given in stage), Flatten(), Dense(3)]

    rng = np.random.default_rng(seed)
    rows = int(rng.integers(2, 6))
    batches = []
    for n in (rows, rows - 1, rows):
        # Small whole numbers, many of them zero: windows in which several are the greatest.
        x = rng.integers(0, 3, (n, *size, channels)) * (rng.random((n, *size, 1)) < 0.3)
        batches.append((x.astype(dtype), rng.standard_normal((n, 3)).astype(dtype)))
    try:
        shape = batches[0][0].shape
        for layer in layers():
            layer.build(shape)
            shape = layer.output_shape(shape)
    except ValueError:
        assume(False)
    sgd = lambda: SGD(0.01, momentum=0.9)  # noqa: E731
    with patch.multiple(conv2d, TILE=tile, FEWEST=fewest):
        trained_together(layers, MeanSquaredError(), sgd, batches, dtype)


@pytest.mark.parametrize("channels", [1, 5])
def test_of_equals_the_first_wins(channels):
    """A kernel of zeros makes every window a tie, which the gradient of the kernel shows."""

    def layers():
        given = {"kernel_initializer": "zeros", "bias_initializer": "ones", "activation": "relu"}
        return [Conv2D(3, 2, **given), MaxPooling2D(2), Flatten(), Dense(2)]

    rng = np.random.default_rng(0)
    batches = [(rng.standard_normal((4, 7, 6, channels)), rng.standard_normal((4, 2)))]
    fused = trained_together(layers, MeanSquaredError(), lambda: SGD(0.1), batches, "float64")
    assert len(fused.plan.layout.steps) == 3
    assert np.any(fused.grads["conv2d/kernel"])


@pytest.mark.parametrize(("pool", "steps"), [((16, 15), 3), ((17, 15), 4)])
def test_a_window_of_more_phases_than_a_byte_can_number_is_pooled_apart(pool, steps):
    def layers():
        return [Conv2D(2, 2, activation="relu"), MaxPooling2D(pool), Flatten(), Dense(2)]

    rng = np.random.default_rng(0)
    batches = [(rng.standard_normal((3, 19, 18, 1)), rng.standard_normal((3, 2)))]
    fused = trained_together(layers, MeanSquaredError(), lambda: SGD(0.1), batches, "float64")
    assert len(fused.plan.layout.steps) == steps
