"""Flips, rotations and noise: what is drawn, and that a rotation turns the right way."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from compare import rooms
from compare.concept import ROOMS
from reference.lookup import twin
from scratch.layers import GaussianNoise, RandomFlip, RandomRotation

RNG = np.random.default_rng(0)
IMAGES = RNG.normal(size=(3, 5, 5, 2))


def turned(x, degrees):
    """x, every image of it turned by so many degrees."""
    layer = RandomRotation(1.0)
    layer.mask = np.full(len(x), np.deg2rad(degrees))
    return layer.forward(x, training=True)


@pytest.mark.parametrize("side", [4, 5])
@pytest.mark.parametrize("quarters", [-1, 0, 1, 2, 3, 4])
def test_a_quarter_turn_is_rot90_counterclockwise(quarters, side):
    x = RNG.normal(size=(2, side, side, 3))
    assert_allclose(turned(x, 90 * quarters), np.rot90(x, quarters, (1, 2)), atol=1e-14)


def test_half_a_turn_of_an_oblong_image_is_both_flips():
    x = RNG.normal(size=(2, 4, 7, 1))
    assert_allclose(turned(x, 180), x[:, ::-1, ::-1], atol=1e-14)


@pytest.mark.parametrize("degrees", [-15, 7, 30])
def test_the_centre_stays_where_it_is(degrees):
    assert_allclose(turned(IMAGES, degrees)[:, 2, 2], IMAGES[:, 2, 2], rtol=1e-14)


def test_what_is_right_of_the_centre_goes_up():
    x = np.zeros((1, 5, 5, 1))
    x[0, 2, 4] = 1
    y = turned(x, 30)[0, :, :, 0]
    rows, columns = np.mgrid[:5, :5] - 2
    assert y[rows > 0].sum() == 0
    assert y[columns <= 0].sum() == 0
    assert (rows * y).sum() / y.sum() == pytest.approx(-2 * np.sin(np.pi / 6), abs=0.3)


def test_angles_add_up_and_there_and_back_is_nearly_the_same():
    rows, columns = (np.mgrid[:41, :41] - 20) / 8
    x = np.exp(-np.square(rows - 0.5) - 2 * np.square(columns))[None, :, :, None]
    assert_allclose(turned(turned(x, 10), 5), turned(x, 15), atol=0.03)
    assert_allclose(turned(turned(x, 10), -10), x, atol=0.03)
    assert np.abs(turned(x, 10) - turned(x, -10)).max() > 0.05


def test_each_image_is_turned_by_its_own_angle_of_at_most_the_factor():
    layer = RandomRotation(15 / 360, seed=0)
    angles = layer.draw_mask((10_000, 8, 8, 1), np.random.default_rng(0))
    assert np.abs(angles).max() <= np.deg2rad(15)
    assert np.rad2deg(angles).std() == pytest.approx(15 / np.sqrt(3), rel=0.02)
    layer.mask = np.deg2rad([90.0, 0.0, -90.0])
    y = layer.forward(IMAGES, training=True)
    for image, quarters, before in zip(y, (1, 0, -1), IMAGES):
        assert_allclose(image, np.rot90(before, quarters), atol=1e-14)


@pytest.mark.parametrize(
    ("mode", "axes"), [("horizontal", 1), ("vertical", 0), ("horizontal_and_vertical", (0, 1))]
)
def test_a_flip_is_numpys_where_the_mask_says_so(mode, axes):
    layer = RandomFlip(mode)
    layer.mask = np.array([1, 0, 1])
    y = layer.forward(IMAGES, training=True)
    assert_array_equal(y[0], np.flip(IMAGES[0], axes))
    assert_array_equal(y[1], IMAGES[1])
    assert_array_equal(layer.backward(y), IMAGES)


def test_every_second_image_is_flipped_and_noise_has_its_deviation():
    flips = RandomFlip().draw_mask((10_000, 2, 2, 1), np.random.default_rng(0))
    assert flips.mean() == pytest.approx(0.5, abs=0.02)
    x = np.zeros((100, 200))
    noise = GaussianNoise(0.3, seed=0).forward(x, training=True)
    assert noise.std() == pytest.approx(0.3, rel=0.02)
    assert noise.mean() == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    "make", [RandomFlip, lambda: RandomRotation(0.1), lambda: GaussianNoise(1)]
)
def test_inference_is_the_identity_and_the_mask_must_fit(make):
    layer = make()
    layer.forward(IMAGES, training=True)
    layer.mask = np.ones(len(IMAGES) + 1)
    assert_array_equal(layer.forward(IMAGES), IMAGES)
    assert_array_equal(layer.backward(IMAGES), IMAGES)
    with pytest.raises(ValueError, match=r"`mask` must be of the shape of .*Received: "):
        layer.forward(IMAGES, training=True)


@pytest.mark.parametrize("room", ROOMS[1:])
def test_the_frameworks_draw_for_themselves_where_nothing_is_set(room):
    module = rooms.load(room)
    if isinstance(module, str):
        pytest.skip(module)
    for name, arguments in {
        "random_flip": {},
        "random_rotation": {"factor": 0.2},
        "gaussian_noise": {"stddev": 0.5},
    }.items():
        make = twin(room, "layers", name)
        layer = make(IMAGES.shape, **arguments) if room == "pytorch" else make(**arguments)
        x = module.tensor(np.repeat(IMAGES, 10, axis=0).astype("float32"))
        y = layer.train()(x) if room == "pytorch" else layer(x, training=True)
        assert y.shape == x.shape
        assert np.abs(module.array(y) - module.array(x)).max() > 0.1


def test_keras_own_layer_turns_the_same_way():
    keras = pytest.importorskip("keras")
    quarter = keras.layers.RandomRotation((0.25, 0.25), fill_mode="constant")
    x = IMAGES.astype("float32")
    assert_allclose(np.array(quarter(x, training=True)), np.rot90(x, 1, (1, 2)), atol=1e-5)
