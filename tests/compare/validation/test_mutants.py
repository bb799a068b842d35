"""Planted faults and right implementations: every verdict right, causes named, no false alarm."""

import sys
from functools import cache
from pathlib import Path

import pytest

from compare.validation import corpus
from compare.validation.engine import judge
from compare.validation.load import find, load_module
from scratch import activations, layers, losses, optimizers

FOLDER = Path(__file__).parents[2] / "mutants"
FILES = sorted(FOLDER.glob("right/*.py")) + sorted(FOLDER.glob("wrong/*.py"))
QUICK = FILES[::4]

row = cache(corpus.row)


def check(path):
    found = row(path)
    assert found["verdict"] == found["expected"], found


def name(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", QUICK, ids=name)
def test_a_quarter_of_the_files_are_judged_rightly(path):
    check(path)


@pytest.mark.full
@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_file_is_judged_rightly(path):
    check(path)


SCRATCH = [
    ("dense", lambda: layers.Dense(4)),
    ("dense", lambda: layers.Dense(4, activation="tanh")),
    ("dense", lambda: layers.Dense(4, activation="sigmoid")),
    ("conv2d", lambda: layers.Conv2D(4, 3, padding="same")),
    ("conv2d", lambda: layers.Conv2D(4, 3, strides=2)),
    ("depthwise_conv2d", lambda: layers.DepthwiseConv2D(3)),
    ("conv2d_transpose", lambda: layers.Conv2DTranspose(4, 3, strides=2)),
    ("max_pooling2d", lambda: layers.MaxPooling2D()),
    ("average_pooling2d", lambda: layers.AveragePooling2D()),
    ("global_average_pooling2d", lambda: layers.GlobalAveragePooling2D()),
    ("batch_normalization", lambda: layers.BatchNormalization()),
    ("layer_normalization", lambda: layers.LayerNormalization()),
    ("dropout", lambda: layers.Dropout(0.3)),
    ("lstm", lambda: layers.LSTM(4, return_sequences=True)),
    ("gru", lambda: layers.GRU(4)),
    ("gru", lambda: layers.GRU(4, reset_after=False)),
    ("simple_rnn", lambda: layers.SimpleRNN(4)),
    ("bidirectional", lambda: layers.Bidirectional(layers.SimpleRNN(4, return_sequences=True))),
    ("multi_head_attention", lambda: layers.MultiHeadAttention(2, 4)),
    ("mean_squared_error", losses.MeanSquaredError),
    ("mean_absolute_error", losses.MeanAbsoluteError),
    ("huber", losses.Huber),
    ("binary_crossentropy", losses.BinaryCrossentropy),
    ("categorical_crossentropy", losses.CategoricalCrossentropy),
    ("sgd", lambda: optimizers.SGD(0.1, momentum=0.9, nesterov=True)),
    ("adam", lambda: optimizers.Adam(convention="pytorch")),
    ("adagrad", optimizers.Adagrad),
    ("rmsprop", optimizers.RMSprop),
    ("adamw", optimizers.AdamW),
]
CASES = 1000


@pytest.mark.parametrize(("like", "make"), SCRATCH)
def test_the_layers_losses_and_optimizers_of_scratch_are_right(like, make):
    found = judge([type(make())], like, make=make)
    assert found.verdict == "right", found.sentence()


@pytest.mark.parametrize("like", sorted(activations.ACTIVATIONS))
def test_the_activations_of_scratch_are_right(like):
    assert judge([activations.get(like)], like).verdict == "right"


def faultless():
    """So many right things, each with draws and a batch size of its own."""
    right = [path for path in FILES if path.parent.name == "right"]
    for seed in range(1, CASES):
        for path in right:
            said = corpus.header(path)
            module = load_module(path)
            objects = [find(module, n.strip()) for n in said["object"].split(",")]
            yield name(path), objects, said["like"], {"module": module, "seed": seed}
        for like, make in SCRATCH:
            yield like, [type(make())], like, {"make": make, "seed": seed}


@cache
def alarms():
    found = []
    for k, (what, objects, like, how) in enumerate(faultless()):
        if k == CASES:
            break
        verdict = judge(objects, like, **how)
        if verdict.verdict != "right":
            found.append(f"{what}, seed {how['seed']}: {verdict.sentence()}")
    return found


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_a_thousand_random_faultless_cases_give_no_alarm():
    assert not alarms()


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_ninety_five_in_a_hundred_causes_are_named(capsys):
    rows = [row(path) for path in FILES]
    corpus.write(rows, {"cases": CASES, "false_alarms": len(alarms())})
    total = corpus.table()["total"]
    with capsys.disabled():
        sys.stdout.write(f"\n{total}\n")
        for r in rows:
            if r["expected"] == "wrong" and not r["named"]:
                sys.stdout.write(f"  {r['file']}: {r['cause']}\n")
    assert total["right"] >= 60
    assert total["wrong"] >= 80
    assert total["false_alarms"] == 0
    assert total["detected"] == total["wrong"]
    assert total["named"] >= 0.95 * total["wrong"]
