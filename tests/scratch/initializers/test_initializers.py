"""The distributions against SciPy's, the fans, and what a seed fixes."""

import numpy as np
import pytest
from scipy import stats

from scratch import initializers
from scratch.initializers.initializer import fans
from scratch.initializers.truncated_normal import DEVIATION

SHAPE = (200, 300)
CUT = stats.truncnorm(-2, 2)
DISTRIBUTIONS = {
    "random_normal": stats.norm(0, 0.05),
    "random_uniform": stats.uniform(-0.05, 0.1),
    "truncated_normal": stats.truncnorm(-2, 2, scale=0.05),
    "glorot_normal": stats.truncnorm(-2, 2, scale=np.sqrt(2 / 500) / CUT.std()),
    "glorot_uniform": stats.uniform(-np.sqrt(6 / 500), 2 * np.sqrt(6 / 500)),
    "he_normal": stats.truncnorm(-2, 2, scale=np.sqrt(2 / 200) / CUT.std()),
    "he_uniform": stats.uniform(-np.sqrt(6 / 200), 2 * np.sqrt(6 / 200)),
}
RANDOM = [*DISTRIBUTIONS, "orthogonal"]


@pytest.mark.parametrize("name", list(DISTRIBUTIONS))
def test_the_draws_follow_the_distribution(name):
    x = initializers.get(name)(SHAPE, rng=0)
    # 1e-4: one wrong alarm in 10,000 seeds, and this seed is fixed.
    assert stats.kstest(x.ravel(), DISTRIBUTIONS[name].cdf).pvalue > 1e-4
    np.testing.assert_allclose(x.std(), DISTRIBUTIONS[name].std(), rtol=0.02)


def test_the_deviation_of_the_cut_normal_is_scipys():
    np.testing.assert_allclose(CUT.std(), DEVIATION, rtol=1e-14)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((), (1, 1)),
        ((7,), (7, 7)),
        ((3, 5), (3, 5)),
        ((2, 3, 5), (6, 10)),
        ((3, 3, 16, 32), (144, 288)),
    ],
)
def test_the_fans_count_the_receptive_field(shape, expected):
    assert fans(shape) == expected


@pytest.mark.parametrize("name", RANDOM)
def test_a_seed_fixes_the_draws_and_a_generator_goes_on(name):
    initializer = initializers.get(name)
    first = initializer((4, 5), rng=3)
    np.testing.assert_array_equal(initializer((4, 5), rng=3), first)
    assert not np.array_equal(initializer((4, 5), rng=4), first)
    rng = np.random.default_rng(3)
    np.testing.assert_array_equal(initializer((4, 5), rng), first)
    assert not np.array_equal(initializer((4, 5), rng), first)


@pytest.mark.parametrize("name", list(initializers.INITIALIZERS))
def test_shape_and_dtype_are_as_promised(name):
    for shape in [(3, 4), [3, 4], (2, 2, 3, 4)]:
        x = initializers.get(name)(shape, rng=0)
        assert x.shape == tuple(shape)
        assert x.dtype == np.float64


def test_keras_short_names_are_known():
    for short, name in {
        "zero": "zeros",
        "one": "ones",
        "normal": "random_normal",
        "uniform": "random_uniform",
    }.items():
        assert type(initializers.get(short)) is initializers.INITIALIZERS[name]


def test_every_orthogonal_matrix_is_equally_likely():
    # The bare QR decomposition makes the first element negative always.
    rng = np.random.default_rng(0)
    first = [initializers.Orthogonal()((3, 3), rng)[0, 0] for _ in range(400)]
    # The elements of a random unit vector in three dimensions are uniform in [-1, 1].
    assert stats.kstest(first, stats.uniform(-1, 2).cdf).pvalue > 1e-4


def test_truncation_draws_again_instead_of_piling_up_at_the_ends():
    x = initializers.TruncatedNormal(stddev=1.0)((100_000,), rng=0)
    assert np.abs(x).max() <= 2
    assert len(np.unique(x)) == x.size
