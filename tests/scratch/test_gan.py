"""The generative adversarial network: its two steps, its refusals, and the distance."""

import numpy as np
import pytest
from scipy import stats

from scratch.gan import GAN, wasserstein
from scratch.layers import Dense
from scratch.losses import BinaryCrossentropy
from scratch.network import Sequential
from scratch.optimizers import SGD

RNG = np.random.default_rng(0)
Z, X = RNG.standard_normal((6, 2)), RNG.standard_normal((6, 3))


def network(inputs, *layers, rate=0.1, fused=False):
    made = Sequential(layers)
    made.build((None, inputs), rng=1)
    made.compile(SGD(rate), BinaryCrossentropy(from_logits=True), fused=fused)
    return made


def gan(**arguments):
    return GAN(
        network(2, Dense(4, "tanh"), Dense(3), **arguments),
        network(3, Dense(5, "tanh"), Dense(1), **arguments),
    )


def kept(network):
    return {name: array.copy() for name, array in network.params.items()}


def test_each_step_changes_one_network_only():
    pair = gan()
    G, D = kept(pair.generator), kept(pair.discriminator)
    pair.train_discriminator(Z, X)
    assert all(np.array_equal(pair.generator.params[k], G[k]) for k in G)
    assert not any(np.array_equal(pair.discriminator.params[k], D[k]) for k in D)
    D = kept(pair.discriminator)
    pair.train_generator(Z)
    assert not any(np.array_equal(pair.generator.params[k], G[k]) for k in G)
    assert all(np.array_equal(pair.discriminator.params[k], D[k]) for k in D)


def test_the_generator_s_gradient_is_the_derivative_of_its_loss():
    pair, h = gan(rate=0.0), 1e-6

    def loss():
        p = 1 / (1 + np.exp(-pair.discriminator.predict(pair.generate(Z))))
        return -np.log(p).mean()

    assert pair.train_generator(Z) == pytest.approx(loss(), rel=1e-13)
    for name, array in pair.generator.params.items():
        for index in np.ndindex(array.shape):
            ends = []
            for step in (h, -h):
                array[index] += step
                ends.append(loss())
                array[index] -= step
            slope = (ends[0] - ends[1]) / (2 * h)
            assert pair.generator.grads[name][index] == pytest.approx(slope, rel=1e-6, abs=1e-9)


def test_the_fused_path_takes_the_plain_steps():
    plain, fused = gan(), gan(fused=True)
    for _ in range(5):
        assert fused.train_on_batch(Z, X) == pytest.approx(plain.train_on_batch(Z, X), rel=1e-12)
    for name in ("generator", "discriminator"):
        networks = [getattr(pair, name) for pair in (plain, fused)]
        for key, array in networks[0].params.items():
            np.testing.assert_allclose(networks[1].params[key], array, rtol=1e-12)
    assert fused.generator.planned, "the plain layers were used"
    assert fused.discriminator.planned, "the plain layers were used"


def test_an_undecided_discriminator_loses_log_2():
    pair = gan()
    for array in pair.discriminator.params.values():
        array[:] = 0
    assert pair.train_on_batch(Z, X)[0] == pytest.approx(np.log(2), rel=1e-15)


def test_what_is_no_compiled_network_is_refused():
    with pytest.raises(TypeError, match="`generator` must be a scratch Sequential"):
        GAN(Dense(1), network(3, Dense(1)))
    with pytest.raises(ValueError, match="`discriminator` must be compiled"):
        GAN(network(2, Dense(3)), Sequential([Dense(1)]))


def test_the_distance_is_scipy_s():
    a, b = RNG.standard_normal((2, 50, 1))
    expected = stats.wasserstein_distance(a[:, 0], b[:, 0])
    assert wasserstein(a, b) == pytest.approx(expected, rel=1e-12)
    assert wasserstein(a, a[::-1]) == 0
    with pytest.raises(ValueError, match="`made` must be as many samples as `real`, 50"):
        wasserstein(a, b[:49])
