"""Two models, one verdict: where they part and why, and weights that go across and back."""

import keras
import numpy as np
import pytest
import torch
from keras import layers
from torch import nn

import compare
from compare.parity import transfer
from compare.validation.subject import Unusable
from scratch.layers import Activation, BatchNormalization, Conv2D, Dense, Flatten
from scratch.network import Sequential


def torch_mlp(activation=nn.ReLU):
    return lambda: nn.Sequential(nn.Linear(5, 6), activation(), nn.Linear(6, 2))


def keras_mlp(activation="relu", units=6):
    return lambda: keras.Sequential(
        [layers.Input((5,)), layers.Dense(units, activation, name="hidden"), layers.Dense(2)]
    )


class Image(nn.Module):
    def __init__(self, permuted, epsilon=1e-3):
        super().__init__()
        self.permuted = permuted
        self.conv = nn.Conv2d(2, 3, 3)
        self.norm = nn.BatchNorm2d(3, eps=epsilon, momentum=0.01)
        self.fc = nn.Linear(48, 2)

    def forward(self, x):
        x = torch.relu(self.norm(self.conv(x)))
        return self.fc(torch.flatten(x.permute(0, 2, 3, 1) if self.permuted else x, 1))


def keras_image():
    return keras.Sequential(
        [
            layers.Input((6, 6, 2)),
            layers.Conv2D(3, 3, name="conv"),
            layers.BatchNormalization(name="norm"),
            layers.ReLU(),
            layers.Flatten(name="flatten"),
            layers.Dense(2),
        ]
    )


class Last(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(3, 4, batch_first=True)

    def forward(self, x):
        return self.gru(x)[0][:, -1]


def keras_gru(reset_after):
    return lambda: keras.Sequential(
        [layers.Input((5, 3)), layers.GRU(4, reset_after=reset_after, name="gru")]
    )


def scratch_image():
    return Sequential([Conv2D(3, 3), BatchNormalization(), Activation("relu"), Flatten(), Dense(2)])


def place(found):
    return found.first_divergence.left, found.first_divergence.right


def test_equal_models_agree_at_every_level():
    found = compare.diff(torch_mlp(), keras_mlp())
    assert found.verdict == "agree"
    assert {"evaluation output", "training output", "evaluation gradients"} <= set(found.levels)
    assert max(row.isolated for row in found.layers) < 1e-14


def test_another_activation_is_located_and_named():
    found = compare.diff(torch_mlp(nn.Tanh), keras_mlp())
    assert (found.verdict, found.where, place(found)) == ("disagree", "forward", ("1", "hidden"))
    assert "tanh against relu" in found.cause
    after = found.layers[-1]
    assert after.accumulated > 1e-3
    assert after.isolated < 1e-14


def test_a_missing_activation_is_shown_without_a_partner():
    found = compare.diff(torch_mlp(), keras_mlp("linear"))
    assert place(found) == ("1", "hidden")
    assert "relu" in found.cause
    assert "left only" in found.cause


def test_a_flatten_order_is_named_and_not_repaired():
    found = compare.diff(lambda: Image(False), keras_image)
    assert place(found) == ("flatten", "flatten")
    assert "channels first" in found.cause


def test_the_unbiased_running_variance_is_a_note():
    found = compare.diff(lambda: Image(True), keras_image)
    assert found.verdict == "agree"
    assert any("n/(n-1)" in note for note in found.notes)


def test_epsilon_is_named_with_the_line_to_change():
    found = compare.diff(lambda: Image(True, 1e-5), keras_image)
    assert place(found) == ("norm", "norm")
    assert "keras.layers.BatchNormalization(epsilon=1e-5)" in found.fix


@pytest.mark.parametrize(("reset_after", "verdict"), [(True, "agree"), (False, "disagree")])
def test_gates_are_reordered_and_reset_after_is_seen(reset_after, verdict):
    found = compare.diff(Last, keras_gru(reset_after), input_shape="5,3")
    assert found.verdict == verdict


def test_a_loss_and_steps_are_judged_where_both_sides_have_them():
    def compiled(rate):
        model = keras_mlp()()
        model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
        return model

    assert compare.diff(lambda: compiled(0.1), lambda: compiled(0.1)).verdict == "agree"
    found = compare.diff(lambda: compiled(0.1), lambda: compiled(0.2))
    assert (found.first_divergence, found.where) == ("step 1", "optimizer")
    assert "learning rate" in found.cause


def test_models_that_are_given_are_not_changed():
    model = torch_mlp()()
    before = model[0].weight.clone()
    compare.assert_same_model(model, keras_mlp())
    assert model[0].weight.dtype == torch.float32
    assert torch.equal(model[0].weight, before)
    assert keras.config.floatx() == "float32"


def test_the_assertion_says_where_and_why():
    with pytest.raises(AssertionError, match=r"part at 1 .*hidden.*tanh against relu"):
        compare.assert_same_model(torch_mlp(nn.Tanh), keras_mlp())


def test_scratch_takes_either_side():
    options = {"input_shape": "6,6,2"}
    assert compare.diff(scratch_image, keras_image, **options).verdict == "agree"
    assert compare.diff(lambda: Image(True), scratch_image, **options).verdict == "agree"


def test_the_textbook_is_the_third_witness():
    found = compare.diff(lambda: Image(True, 1e-5), keras_image)
    assert any("textbook" in said and "left lies" in said for said in found.evidence)
    assert any("the left's epsilon the right's residual falls" in said for said in found.evidence)


def test_other_units_are_named():
    found = compare.diff(torch_mlp(), keras_mlp(units=7))
    assert place(found) == ("0", "hidden")
    assert "units" in found.cause


@pytest.mark.parametrize("name", ["w.pt", "w.safetensors"])
def test_transferred_weights_come_back(tmp_path, name):
    found = transfer(keras_image, lambda: Image(False), str(tmp_path / name), reorder=True)
    assert found.round_trip == 0
    assert found.reordered == ["fc"]
    assert found.output_error < 1e-6  # the file holds float32


def test_transfer_to_keras(tmp_path):
    file = str(tmp_path / "w.weights.h5")
    found = transfer(lambda: Image(True), keras_image, file)
    assert found.output_error < 1e-14
    model = keras_image()
    model.load_weights(file)
    assert np.isfinite(model.predict(np.zeros((1, 6, 6, 2)), verbose=0)).all()


def test_a_file_of_the_wrong_kind_is_refused(tmp_path):
    with pytest.raises(Unusable, match=r"-o must end with \.pt.*Received"):
        transfer(keras_mlp(), torch_mlp(), str(tmp_path / "w.h5"))
