"""Convolutions against plain loops, SciPy and each other, on random arguments."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d

from compare import catalog
from compare.problem import problem_of
from compare.scratch_room import load, prepared_layer
from scratch.layers import Conv2D, Conv2DTranspose, DepthwiseConv2D

LINEAR = ["conv2d", "conv2d_transpose", "depthwise_conv2d", "average_pooling2d"]


def prepared(name, case):
    """The layer of a case with its weights, and its input."""
    concept = catalog.get(name)
    problem = problem_of(concept, case, "float64")
    make = load(concept.family, concept.name, concept.symbol)
    return prepared_layer(make, problem), problem.inputs["x"]


def seen_by(layer, x, p, q):
    """The window of the padded image at place (p, q), cut out by hand."""
    w = layer.windows
    rows = [p * w.strides[0] + i * w.dilation_rate[0] for i in range(w.kernel_size[0])]
    columns = [q * w.strides[1] + j * w.dilation_rate[1] for j in range(w.kernel_size[1])]
    return w.pad(x)[:, rows][:, :, columns]


@settings(deadline=None)
@given(catalog.get("conv2d").random())
def test_conv2d_is_a_weighted_sum_of_each_window(case):
    layer, x = prepared("conv2d", case)
    layer.forward(x)
    kernel, share = layer.params["kernel"], layer.filters // layer.groups
    channels = kernel.shape[2]
    for p, q, f in np.ndindex(layer.z.shape[1:]):
        first = f // share * channels
        window = seen_by(layer, x, p, q)[..., first : first + channels]
        expected = (window * kernel[..., f]).sum(axis=(1, 2, 3))
        expected += layer.params["bias"][f] if layer.use_bias else 0
        np.testing.assert_allclose(layer.z[:, p, q, f], expected, rtol=1e-12, atol=1e-12)


@given(st.integers(3, 7), st.integers(3, 7), st.sampled_from(["valid", "same"]))
def test_conv2d_of_one_channel_is_scipys_correlation(height, width, padding):
    layer = Conv2D(1, kernel_size=3, padding=padding)
    x = np.random.default_rng(0).standard_normal((1, height, width, 1))
    y = layer.forward(x)[0, :, :, 0]
    expected = correlate2d(x[0, :, :, 0], layer.params["kernel"][:, :, 0, 0], mode=padding)
    np.testing.assert_allclose(y, expected, rtol=1e-12, atol=1e-13)


@settings(deadline=None)
@given(catalog.get("depthwise_conv2d").random())
def test_depthwise_is_conv2d_with_a_group_for_each_channel(case):
    layer, x = prepared("depthwise_conv2d", case)
    w = layer.windows
    if max(w.strides) > 1 and max(w.dilation_rate) > 1:
        return
    channels = x.shape[-1]
    same = Conv2D(
        channels * layer.depth_multiplier,
        w.kernel_size,
        w.strides,
        w.padding,
        w.dilation_rate,
        groups=channels,
        activation=case.arguments["activation"],
        use_bias=layer.use_bias,
    )
    same.build(x.shape)
    flat = layer.params["kernel"].reshape(*w.kernel_size, 1, -1)
    same.params = {**layer.params, "kernel": flat}
    y = layer.forward(x)
    np.testing.assert_allclose(y, same.forward(x), rtol=1e-12, atol=1e-12)
    dy = np.random.default_rng(1).standard_normal(y.shape)
    np.testing.assert_allclose(layer.backward(dy), same.backward(dy), rtol=1e-12, atol=1e-12)


@settings(deadline=None)
@given(catalog.get("conv2d_transpose").random())
def test_conv2d_transpose_leads_back_where_a_convolution_came_from(case):
    layer, x = prepared("conv2d_transpose", case)
    layer.activation, layer.use_bias = load("activations", "linear", "linear"), False
    w = layer.windows
    back = Conv2D(x.shape[-1], w.kernel_size, w.strides, w.padding, w.dilation_rate, use_bias=False)
    u = np.random.default_rng(1).standard_normal(layer.output_shape(x.shape))
    back.build(u.shape)
    back.params["kernel"] = layer.params["kernel"]
    assert np.vdot(layer.forward(x), u) == pytest.approx(np.vdot(x, back.forward(u)), abs=1e-10)


@pytest.mark.parametrize("name", LINEAR)
def test_backward_is_the_adjoint_of_forward(name):
    @settings(deadline=None)
    @given(catalog.get(name).random())
    def identity(case):
        arguments = {k: v for k, v in case.arguments.items() if k != "activation"}
        layer, x = prepared(name, case.but(arguments=arguments))
        rng = np.random.default_rng(1)
        dx = rng.standard_normal(x.shape)
        y = layer.forward(x)
        dy = rng.standard_normal(y.shape)
        assert layer.output_shape(x.shape) == y.shape
        Jdx = layer.forward(x + dx) - layer.forward(x)
        assert np.vdot(dy, Jdx) == pytest.approx(np.vdot(layer.backward(dy), dx), abs=1e-10)

    identity()


@pytest.mark.parametrize(
    "layer",
    [
        Conv2D(4, 3, kernel_regularizer="l2", bias_regularizer="l2"),
        Conv2DTranspose(4, 3, kernel_regularizer="l2", bias_regularizer="l2"),
        DepthwiseConv2D(3, depthwise_regularizer="l2", bias_regularizer="l2"),
    ],
    ids=["conv2d", "conv2d_transpose", "depthwise_conv2d"],
)
def test_regularizers_add_their_gradients(layer):
    y = layer.forward(np.ones((1, 4, 4, 4)))
    layer.params["bias"] += 1
    layer.backward(np.zeros_like(y))
    for name, value in layer.params.items():
        np.testing.assert_allclose(layer.grads[name], 0.02 * value, rtol=1e-12)
    assert layer.penalty() == pytest.approx(0.01 * sum((v**2).sum() for v in layer.params.values()))


EACH = pytest.mark.parametrize(
    "make",
    [lambda: Conv2D(4, 3), lambda: Conv2DTranspose(4, 3), lambda: DepthwiseConv2D(3)],
    ids=["conv2d", "conv2d_transpose", "depthwise_conv2d"],
)


@EACH
def test_images_of_other_channels_than_the_kernels_are_refused(make):
    layer = make()
    layer.build((None, None, None, 3))
    with pytest.raises(ValueError, match=r"3 channels.*Received: x=\(2, 5, 5, 2\)"):
        layer.forward(np.ones((2, 5, 5, 2)))


@EACH
def test_unknown_channels_are_refused(make):
    with pytest.raises(ValueError, match=r"known channels.*Received"):
        make().build((None, 5, 5, None))


@EACH
def test_an_empty_batch_passes_through(make):
    layer = make()
    y = layer.forward(np.ones((0, 5, 5, 3), np.float32))
    assert y.shape == layer.output_shape((0, 5, 5, 3))
    assert y.dtype == np.float32
    assert layer.backward(y).shape == (0, 5, 5, 3)
    assert not layer.grads["kernel"].any()


@EACH
def test_the_image_size_may_change_between_calls(make):
    layer = make()
    for size in (5, 8, 3):
        x = np.ones((2, size, size, 3))
        assert layer.backward(layer.forward(x)).shape == x.shape
    assert layer.output_shape((None, None, 5, 3))[:2] == (None, None)
