"""Weights in files: written by one implementation, read by the others, and by nobody's pickle."""

import os
import pickle
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from compare import persistence, rooms, workloads
from compare.concept import ROOMS
from compare.exchange import exchange
from compare.persistence import UnreadableWeights, load_weights, save_weights
from compare.workload import part, spec

RNG = np.random.default_rng(0)
GRU = {"class_name": "GRU", "config": {"units": 4}}
LOSS, OPTIMIZER = part("mean_squared_error"), part("sgd", learning_rate=0.1)
NETWORKS = {
    "dense": spec(
        (3,),
        [part("dense", units=4, activation="relu"), part("dense", units=1)],
        LOSS,
        OPTIMIZER,
        output="sigmoid",
    ),
    "images": spec(
        (6, 6, 2),
        [
            part("conv2d", filters=3, kernel_size=(3, 3), activation="relu"),
            part("batch_normalization", momentum=0.5),
            part("depthwise_conv2d", kernel_size=(2, 2)),
            part("flatten"),
            part("dropout", rate=0.5),
            part("dense", units=3),
        ],
        LOSS,
        OPTIMIZER,
        output="softmax",
    ),
    "sequences": spec(
        (5,),
        [
            part("embedding", input_dim=9, output_dim=4),
            part("lstm", units=3, return_sequences=True, dropout=0.2),
            part("bidirectional", layer=GRU),
            part("layer_normalization"),
            part("dense", units=2),
        ],
        LOSS,
        OPTIMIZER,
    ),
}
every_format = pytest.mark.parametrize("end", persistence.FORMATS)


def workload_of(network):
    """A workload with this network; the rest of it does not matter here."""
    return replace(workloads.get("xor"), spec=NETWORKS[network])


def inputs(network):
    """A few samples for it."""
    shape = NETWORKS[network].input_shape
    x = RNG.integers(0, 9, (4, *shape)) if network == "sequences" else RNG.normal(size=(4, *shape))
    return x.astype(float)


def drawn(workload):
    """Weights that are all different from those of a new network, the state's among them."""
    return {
        name: np.abs(w + RNG.normal(size=w.shape))
        for name, w in workload.initial_weights(0).items()
    }


@every_format
@pytest.mark.parametrize("network", NETWORKS)
def test_what_is_loaded_is_what_was_saved_and_all_predict_the_same(network, end, tmp_path):
    workload, path = workload_of(network), tmp_path / f"model{end}"
    weights, x = drawn(workload), inputs(network)
    save_weights(path, workload, weights)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    loaded = load_weights(path, workload)
    assert set(loaded) == set(weights)
    for name, value in weights.items():
        np.testing.assert_array_equal(loaded[name], value, err_msg=name)
    said = [rooms.trainer(room)(workload.spec, loaded, "float64").predict(x) for room in ROOMS]
    for prediction in said[1:]:
        np.testing.assert_allclose(prediction, said[0], rtol=1e-12, atol=1e-13)


@every_format
def test_float32_stays_float32_in_the_file_and_exact_in_memory(end, tmp_path):
    workload, path = workload_of("dense"), tmp_path / f"model{end}"
    weights = {name: w.astype("float32") for name, w in drawn(workload).items()}
    save_weights(path, workload, weights)
    loaded = load_weights(path, workload)
    assert all(np.array_equal(loaded[name], value) for name, value in weights.items())


def test_a_model_trained_by_one_and_saved_predicts_the_same_in_the_others():
    workload = workloads.get("save_and_load")
    data = workloads.prepare(workload)
    few = replace(data, x_train=data.x_train[:96], y_train=data.y_train[:96])
    found = list(exchange(workload, few))
    pairs = {(f.case, f.left, f.right) for f in found}
    assert len(pairs) == len(found) == 12
    assert [f.verdict for f in found] == ["agree"] * 12
    assert max(f.scaled_error for f in found) < 1e-12


def test_a_file_that_is_not_what_was_saved_is_seen(monkeypatch):
    workload = workloads.get("save_and_load")
    data = workloads.prepare(workload)
    few = replace(data, x_train=data.x_train[:32], y_train=data.y_train[:32])

    def slightly_wrong(path, workload):
        return {k: w * (1 + 1e-9) for k, w in load_weights(path, workload).items()}

    monkeypatch.setattr(persistence, "load_weights", slightly_wrong)
    monkeypatch.setattr("compare.exchange.ROOMS", ("scratch", "pytorch"))
    assert {f.verdict for f in exchange(workload, few)} == {"disagree"}


def test_safetensors_files_are_those_of_the_library(tmp_path):
    workload, path = workload_of("images"), tmp_path / "model.safetensors"
    weights = drawn(workload)
    save_weights(path, workload, weights)
    for name, value in load_file(path).items():
        np.testing.assert_array_equal(value, weights[name])
    save_file(weights, path)
    for name, value in load_weights(path, workload).items():
        np.testing.assert_array_equal(value, weights[name])


def test_keras_opens_the_model_without_the_twins(tmp_path):
    keras = pytest.importorskip("keras")
    workload, path = workload_of("images"), tmp_path / "model.keras"
    weights, x = drawn(workload), inputs("images")
    save_weights(path, workload, weights)
    model = keras.models.load_model(path)
    assert {type(layer).__module__.split(".")[0] for layer in model.layers} == {"keras"}
    said = rooms.trainer("scratch")(workload.spec, weights, "float64").predict(x)
    np.testing.assert_allclose(np.array(model(x)), said, rtol=1e-12, atol=1e-13)


@every_format
def test_broken_missing_and_foreign_files_are_refused(end, tmp_path):
    workload, path = workload_of("dense"), tmp_path / f"model{end}"
    with pytest.raises(UnreadableWeights, match="must hold the weights"):
        load_weights(path, workload)
    path.write_bytes(b"not weights")
    with pytest.raises(UnreadableWeights, match="must hold the weights"):
        load_weights(path, workload)
    save_weights(path, workload_of("images"), drawn(workload_of("images")))
    with pytest.raises(UnreadableWeights, match="must hold the weights"):
        load_weights(path, workload)


def test_a_name_says_the_format(tmp_path):
    with pytest.raises(UnreadableWeights, match=r"must end in \.safetensors or \.pt"):
        save_weights(tmp_path / "model.pkl", workload_of("dense"), {})


class Trap:
    """What a stranger may put into a pickle: unpickled, it makes a folder."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("end", [".pt", ".keras", ".weights.h5", ".safetensors"])
def test_a_file_of_a_stranger_runs_nothing(end, tmp_path):
    torch = pytest.importorskip("torch")
    sprung = tmp_path / "sprung"
    files = [tmp_path / f"saved{end}", tmp_path / f"pickled{end}"]
    torch.save({"0.linear.weight": Trap(sprung)}, files[0])
    files[1].write_bytes(pickle.dumps(Trap(sprung), protocol=2))
    for file in files:
        with pytest.raises(UnreadableWeights):
            load_weights(file, workload_of("dense"))
    assert not sprung.exists()
