"""Digits 5 to 9 from ten examples of each, with and without what was learned on 0 to 4.

Three workloads with one network: the extractor and its head learn the digits 0 to 4 from many
examples; a new head learns the digits 5 to 9 from few, above the extractor, which is frozen; and
the whole network learns the same few from nothing.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from compare.datasets import Dataset, load
from compare.training import train
from compare.workload import Arrays, Prepared, Workload, part, spec
from scratch.metrics import METRICS

EXAMPLES = 10
"""Of each digit."""


def known(d: Dataset) -> Prepared:
    """The digits 0 to 4."""
    return digits(d, 0)


def few(d: Dataset) -> Prepared:
    """The first examples of each of the digits 5 to 9; all of their test rows."""
    data = digits(d, 5)
    kept = [np.flatnonzero(data.y_train == digit)[:EXAMPLES] for digit in range(5)]
    rows = np.concatenate(kept)
    return replace(data, x_train=data.x_train[rows], y_train=data.y_train[rows])


def transferred(d: Dataset) -> Prepared:
    """The same few examples, and the extractor to start from."""
    return replace(few(d), weights=extractor())


def digits(d: Dataset, first: int) -> Prepared:
    """The five digits from `first` on, numbered from 0; pixels in [0, 1], one channel."""

    def chosen(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rows = (first <= y) & (y < first + 5)
        return x[rows][..., np.newaxis] / 255.0, y[rows] - first

    return Prepared(*chosen(d.x_train, d.y_train), *chosen(d.x_test, d.y_test), d)


@cache
def extractor() -> Arrays:
    """The convolutions that scratch learned on the digits 0 to 4, in float64."""
    data = known(load(SOURCE.datasets[0]))
    trained = train(SOURCE, data, "scratch", dtype="float64")
    return {name: w for name, w in trained.weights.items() if name.startswith("conv2d")}


SOURCE = Workload(
    name="transfer_learning_source",
    title="Digits 0 to 4, three convolutions, 512-5",
    summary="Learns the features that `transfer_learning_frozen` uses for the other digits.",
    source="LeCun, Bottou, Bengio, Haffner, Gradient-based learning, 1998",
    spec=spec(
        (28, 28, 1),
        [
            part("conv2d", filters=8, kernel_size=(3, 3), strides=2, activation="relu"),
            part("conv2d", filters=16, kernel_size=(3, 3), strides=2, activation="relu"),
            part("conv2d", filters=32, kernel_size=(3, 3), activation="relu"),
            part("flatten"),
            part("dense", units=5),
        ],
        loss=part("sparse_categorical_crossentropy", from_logits=True),
        optimizer=part("adam", learning_rate=0.002),
        output="softmax",
    ),
    datasets=("mnist_5k",),
    prepare=known,
    metrics={"accuracy": METRICS["accuracy"]},
    batch_size=64,
    epochs=4,
    quick_epochs=2,
    quick_steps=20,
    trajectory_steps=500,
    seeds=tuple(range(10)),
    margin=0.02,
    classes=5,
)
FROM_NOTHING = replace(
    SOURCE,
    name="transfer_learning_from_nothing",
    title="Digits 5 to 9 from 50 examples, all layers new",
    summary="What `transfer_learning_frozen` is to be compared with: every layer learns anew.",
    prepare=few,
    batch_size=10,
    epochs=60,
    quick_epochs=60,
)
TRANSFER = replace(
    FROM_NOTHING,
    name="transfer_learning_frozen",
    title="Digits 5 to 9 from 50 examples, features of 0 to 4",
    summary="The convolutions that learned other digits stay as they are; the head alone learns.",
    source="Yosinski et al., How transferable are features in deep neural networks?, 2014",
    spec=replace(SOURCE.spec, frozen=("conv2d", "conv2d_1", "conv2d_2")),
    prepare=transferred,
)
WORKLOADS = (SOURCE, TRANSFER, FROM_NOTHING)
