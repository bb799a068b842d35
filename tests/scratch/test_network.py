"""Sequential: forward, backward, training, evaluation, files."""

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from scratch.layers import Dense
from scratch.losses import MeanSquaredError
from scratch.network import Sequential
from scratch.optimizers import SGD

RNG = np.random.default_rng(0)
X, Y = RNG.standard_normal((23, 3)), RNG.standard_normal((23, 2))


def network(dtype=np.float64, **compiled):
    made = Sequential([Dense(4, "sigmoid"), Dense(5, "relu"), Dense(2)])
    made.build((None, 3), rng=1, dtype=dtype)
    made.compile(**{"optimizer": SGD(0.1, momentum=0.9), "loss": "mean_squared_error", **compiled})
    return made


def test_backward_is_the_derivative_of_forward():
    net, loss, h = network(), MeanSquaredError(), 1e-6
    loss(Y, net.forward(X))
    dx = net.backward(loss.backward())
    for array, grad in [(X, dx), *((net.params[k], net.grads[k]) for k in net.params)]:
        index = np.unravel_index(np.argmax(np.abs(grad)), grad.shape)
        moved = []
        for step in (h, -h):
            array[index] += step
            moved.append(loss(Y, net.forward(X)))
            array[index] -= step
        assert (moved[0] - moved[1]) / (2 * h) == pytest.approx(grad[index], rel=1e-6)


def test_layers_are_named_as_in_keras():
    assert list(network().params) == [
        "dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias", "dense_2/kernel",
        "dense_2/bias",
    ]  # fmt: skip


def test_fit_lowers_the_loss_and_loses_no_row():
    seen = []

    class Recording(Sequential):
        def train_on_batch(self, x, y):
            seen.extend(map(tuple, x))
            return super().train_on_batch(x, y)

    net = Recording([Dense(8, "sigmoid"), Dense(2)])
    net.compile(SGD(0.05, momentum=0.9), "mean_squared_error")
    history = net.fit(X, Y, batch_size=5, epochs=30, rng=0)
    assert history["loss"][-1] < history["loss"][0]
    assert len(seen) == 30 * len(X)
    assert sorted(seen[: len(X)]) == sorted(map(tuple, X))


def test_the_same_seed_gives_the_same_network():
    def trained():
        net = Sequential([Dense(4, "sigmoid"), Dense(2)])
        net.compile(SGD(0.1), "mean_squared_error")
        net.fit(X, Y, epochs=3, rng=7)
        return net.predict(X)

    np.testing.assert_array_equal(trained(), trained())


def test_float32_data_makes_a_float32_network():
    net = Sequential([Dense(4, "sigmoid"), Dense(2)])
    net.compile(SGD(0.1), "mean_squared_error")
    net.fit(X.astype(np.float32), Y.astype(np.float32), epochs=1, rng=0)
    assert {p.dtype for p in net.params.values()} == {np.dtype(np.float32)}
    assert net.predict(X.astype(np.float32)).dtype == np.float32


def test_validation_split_holds_out_the_last_rows_before_shuffling():
    net = network(metrics=["mse"])
    evaluated = []
    net.evaluate = lambda x, y: evaluated.append(x) or {"loss": 0.0, "mse": 0.0}
    history = net.fit(X, Y, epochs=1, validation_split=0.25, rng=0)
    np.testing.assert_array_equal(evaluated[-1], X[int(23 * 0.75) :])
    assert set(history) == {"loss", "mse", "val_loss", "val_mse"}


def test_a_callback_can_stop_the_training():
    class StopAtSecond:
        def on_epoch_end(self, network, epoch, logs):
            return epoch == 1

    assert len(network().fit(X, Y, epochs=9, callbacks=[StopAtSecond()])["loss"]) == 2


def test_a_regularizer_is_part_of_loss_and_gradient():
    plain, penalized = (
        Sequential([Dense(2, kernel_regularizer=regularizer)]) for regularizer in (None, "l2")
    )
    for net in (plain, penalized):
        net.build((None, 3), rng=0)
        net.compile(SGD(0.0), "mean_squared_error")
    kernel = plain.params["dense/kernel"]
    difference = penalized.train_on_batch(X, Y) - plain.train_on_batch(X, Y)
    assert difference == pytest.approx(0.01 * np.sum(kernel**2))
    np.testing.assert_allclose(
        penalized.grads["dense/kernel"] - plain.grads["dense/kernel"], 0.02 * kernel, atol=1e-15
    )


def test_saved_weights_load_and_predict_the_same(tmp_path):
    net, other = network(), Sequential([Dense(4, "sigmoid"), Dense(5, "relu"), Dense(2)])
    net.save(tmp_path / "net.safetensors")
    other.build((None, 3), rng=99)
    other.load(tmp_path / "net.safetensors")
    np.testing.assert_array_equal(net.predict(X), other.predict(X))
    assert list(tmp_path.iterdir()) == [tmp_path / "net.safetensors"]


def test_the_file_is_what_the_safetensors_library_reads_and_writes(tmp_path):
    net = network()
    net.save(tmp_path / "ours")
    for name, array in load_file(tmp_path / "ours").items():
        np.testing.assert_array_equal(array, net.params[name])
    save_file({k: v * 2 for k, v in net.params.items()}, tmp_path / "theirs")
    expected = {k: v * 2 for k, v in net.params.items()}
    net.load(tmp_path / "theirs")
    for name, array in net.params.items():
        np.testing.assert_array_equal(array, expected[name])


@pytest.mark.parametrize("keep", [0, 5, 40, -8])
def test_a_cut_file_is_refused(tmp_path, keep):
    net, path = network(), tmp_path / "net"
    net.save(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ValueError, match="whole safetensors file"):
        net.load(path)


def test_weights_of_another_network_are_refused():
    net = network()
    with pytest.raises(ValueError, match=r"`values` must be for \['dense/bias'"):
        net.set_weights({"dense/kernel": np.zeros((3, 4))})
    wrong = {**net.params, "dense/kernel": np.zeros((9, 9))}
    with pytest.raises(ValueError, match=r"of shape \(3, 4\)"):
        net.set_weights(wrong)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"batch_size": 0}, "`batch_size` must be an integer >= 1"),
        ({"epochs": -1}, "`epochs` must be an integer >= 0"),
        ({"validation_split": 1.0}, "`validation_split` must be a finite number >= 0 and < 1"),
        ({"y": Y[:3]}, "`y` must be as long as x, 23 rows"),
    ],
)
def test_bad_arguments_of_fit_are_named(arguments, says):
    with pytest.raises(ValueError, match=says):
        network().fit(**{"x": X, "y": Y, **arguments})


def test_training_without_compile_says_what_is_missing():
    net = Sequential([Dense(2)])
    net.build((None, 3))
    with pytest.raises(ValueError, match="compile"):
        net.train_on_batch(X, Y)


def test_what_is_no_layer_is_refused():
    with pytest.raises(TypeError, match="`layers` must be a list of scratch layers"):
        Sequential([Dense(2), "relu"])


def test_the_summary_counts_parameters():
    text = network().summary()
    assert "dense_2" in text
    assert text.splitlines()[-1].split() == ["total", "53"]


@pytest.mark.parametrize("fused", [False, True])
def test_a_frozen_layer_is_not_trained_nor_penalized_and_passes_gradients_on(fused):
    net = Sequential([Dense(4, kernel_regularizer="l2"), Dense(2)])
    net.build((None, 3), rng=1)
    net.compile(SGD(0.1), "mean_squared_error", fused=fused)
    with_penalty = net.penalty()
    net.layers[1].trainable = False
    before = {name: array.copy() for name, array in net.params.items()}
    net.train_on_batch(X, Y)
    changed = {
        name for name, array in net.params.items() if not np.array_equal(array, before[name])
    }
    assert changed == {"dense/kernel", "dense/bias"}
    net.layers[0].trainable = False
    assert with_penalty > 0
    assert net.penalty() == 0
    assert net.train_on_batch(X, Y) == net.evaluate(X, Y)["loss"]
