"""Networks of a Spec in all rooms: what goes from layer to layer, and what comes from outside."""

import numpy as np
import pytest

from compare import rooms, scratch_room
from compare.concept import ROOMS
from compare.workload import part, spec, training_steps

RNG = np.random.default_rng(0)
X = RNG.integers(1, 12, (6, 7)).astype(float)
for row, padding in zip(X, (0, 1, 3, 5, 6, 7), strict=True):
    row[:padding] = 0
Y = RNG.standard_normal((6, 1))


def recurrent(mask_zero=False, **dropped):
    """Embedding, two recurrent layers, one output."""
    gru = {"class_name": "GRU", "config": {"units": 4, **dropped}}
    return spec(
        (7,),
        [
            part("embedding", input_dim=12, output_dim=5, mask_zero=mask_zero),
            part("lstm", units=4, return_sequences=True, **dropped),
            part("bidirectional", layer=gru),
            part("dense", units=1),
        ],
        loss=part("mean_squared_error"),
        optimizer=part("adam", learning_rate=0.01),
    )


def trained(network, room, masks, steps=3):
    """(predictions before, weights after) some steps, each with its masks."""
    weights = scratch_room.initial_weights(network, seed=0)
    trainer = rooms.trainer(room)(network, weights, "float64")
    before = trainer.predict(X)
    for _, mask in zip(range(steps), masks, strict=False):
        trainer.step(X, Y, mask)
    return before, trainer.weights()


def test_time_masks_go_through_the_network_alike():
    results = {room: trained(recurrent(mask_zero=True), room, [None] * 3) for room in ROOMS}
    before, after = results["scratch"]
    for room in ROOMS:
        np.testing.assert_allclose(results[room][0], before, rtol=1e-12, atol=1e-13)
        for key, value in results[room][1].items():
            np.testing.assert_allclose(value, after[key], rtol=0, atol=1e-12, err_msg=key)
    unmasked, _ = trained(recurrent(), "scratch", [])
    assert np.abs(unmasked[1:] - before[1:]).min() > 1e-6
    np.testing.assert_array_equal(unmasked[0], before[0])


def test_a_network_sees_nothing_of_the_padding():
    network = scratch_room.network_of(recurrent(mask_zero=True))
    network.build((None, 7), rng=0)
    padded, bare = X[3:4], X[3:4, 5:]
    np.testing.assert_allclose(network.predict(padded), network.predict(bare), rtol=1e-13)


def test_what_is_dropped_is_the_same_everywhere():
    network = recurrent(dropout=0.5, recurrent_dropout=0.25)
    masks = [m for *_, m in training_steps(network, rows=6, batch_size=6, epochs=3, seed=1)]
    assert set(masks[0]) == {"lstm", "bidirectional"}
    assert [m.shape for m in masks[0]["lstm"]] == [(4, 6, 5), (4, 6, 4)]
    results = {room: trained(network, room, masks)[1] for room in ROOMS}
    for room in ROOMS:
        for key, value in results[room].items():
            np.testing.assert_allclose(value, results["scratch"][key], rtol=0, atol=1e-12)
    same_again = trained(network, "scratch", [masks[0]] * 3)[1]
    assert np.abs(same_again["lstm/kernel"] - results["scratch"]["lstm/kernel"]).max() > 1e-4


@pytest.mark.parametrize(
    "room", ["scratch", "pytorch", pytest.param("keras", marks=pytest.mark.full)]
)
def test_a_smaller_last_batch_takes_smaller_masks(room):
    network = recurrent(dropout=0.5, recurrent_dropout=0.25)
    weights = scratch_room.initial_weights(network, seed=0)
    trainer = rooms.trainer(room)(network, weights, "float32")
    x, y = X.astype("float32"), Y.astype("float32")
    steps = training_steps(network, rows=6, batch_size=4, epochs=2, seed=0)
    losses = [trainer.step(x[rows], y[rows], masks) for _, rows, masks in steps]
    assert len(losses) == 4
    assert np.isfinite(losses).all()


def test_dropout_between_layers_is_shared_too():
    network = spec(
        (3,),
        [part("dense", units=8), part("dropout", rate=0.5), part("dense", units=1)],
        loss=part("mean_squared_error"),
        optimizer=part("sgd", learning_rate=0.1),
    )
    steps = list(training_steps(network, rows=6, batch_size=6, epochs=1, seed=0))
    (_, rows, masks), weights = steps[0], scratch_room.initial_weights(network, seed=0)
    assert set(np.unique(masks["dropout"])) == {0.0, 2.0}
    after = {}
    for room in ROOMS:
        trainer = rooms.trainer(room)(network, weights, "float64")
        trainer.step(X[:, :3][rows], Y[rows], masks)
        after[room] = trainer.weights()
    for room in ROOMS:
        for key, value in after[room].items():
            np.testing.assert_allclose(value, after["scratch"][key], rtol=0, atol=1e-13)
