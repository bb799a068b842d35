"""Poolings against plain loops over the image, on random arguments."""

import numpy as np
import pytest
from hypothesis import given, settings

from compare import catalog
from compare.draws import ties
from scratch.layers import AveragePooling2D, MaxPooling2D


def inside(layer, size, p, q):
    """The pixels of the image in the window at (p, q), row by row: padding is left out."""
    (top, _), (left, _) = layer.windows.borders(size)
    (kh, kw), (sh, sw) = layer.windows.kernel_size, layer.windows.strides
    rows = [p * sh - top + i for i in range(kh) if 0 <= p * sh - top + i < size[0]]
    columns = [q * sw - left + j for j in range(kw) if 0 <= q * sw - left + j < size[1]]
    return [(row, column) for row in rows for column in columns]


@settings(deadline=None)
@given(catalog.get("max_pooling2d").random())
def test_max_pooling_is_the_maximum_and_its_gradient_goes_to_the_first_winner(case):
    layer = MaxPooling2D(**case.arguments)
    x = ties(*case.inputs["x"].shape).array(case.seed, "float64")
    y = layer.forward(x)
    dy = np.random.default_rng(1).standard_normal(y.shape)
    dx = np.zeros_like(x)
    for b, p, q, c in np.ndindex(y.shape):
        pixels = inside(layer, x.shape[1:3], p, q)
        values = [x[b, row, column, c] for row, column in pixels]
        assert y[b, p, q, c] == max(values)
        row, column = pixels[int(np.argmax(values))]
        dx[b, row, column, c] += dy[b, p, q, c]
    np.testing.assert_allclose(layer.backward(dy), dx, rtol=1e-12, atol=1e-14)


@settings(deadline=None)
@given(catalog.get("average_pooling2d").random())
def test_average_pooling_is_the_mean_of_the_pixels_inside(case):
    layer = AveragePooling2D(**case.arguments)
    x = case.inputs["x"].array(case.seed, "float64")
    y = layer.forward(x)
    for b, p, q, c in np.ndindex(y.shape):
        pixels = inside(layer, x.shape[1:3], p, q)
        expected = np.mean([x[b, row, column, c] for row, column in pixels])
        assert y[b, p, q, c] == pytest.approx(expected, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("layer", [MaxPooling2D(), AveragePooling2D()])
def test_strides_are_the_pool_size_unless_given(layer):
    assert layer.windows.strides == (2, 2)
    assert layer.output_shape((None, 5, None, 3)) == (None, 2, None, 3)
