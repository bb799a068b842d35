"""Digits without augmentation, to compare with `mnist_augmented`."""

from collections.abc import Sequence

import numpy as np

from compare.datasets import Dataset
from compare.workload import Part, Prepared, Workload, part, spec
from scratch.metrics import METRICS

ROWS = 2000


def prepare(d: Dataset) -> Prepared:
    """Pixels in [0, 1], images of one channel; few of the training rows, all of the test rows."""
    x_train, x_test = (x[..., np.newaxis] / 255.0 for x in (d.x_train[:ROWS], d.x_test))
    return Prepared(x_train, d.y_train[:ROWS], x_test, d.y_test, d)


def digits(name: str, title: str, summary: str, augmentation: Sequence[Part] = ()) -> Workload:
    """The workload whose training images go through `augmentation`."""
    return Workload(
        name=name,
        title=f"2,000 digits, 784-128-10, {title}",
        summary=summary,
        source="Simard, Steinkraus, Platt, Best Practices for Convolutional Networks, 2003",
        spec=spec(
            (28, 28, 1),
            [
                *augmentation,
                part("flatten"),
                part("dense", units=128, activation="relu"),
                part("dense", units=10),
            ],
            loss=part("sparse_categorical_crossentropy", from_logits=True),
            optimizer=part("adam", learning_rate=0.001),
            output="softmax",
        ),
        datasets=("mnist", "mnist_5k"),
        prepare=prepare,
        metrics={"accuracy": METRICS["accuracy"]},
        batch_size=32,
        epochs=20,
        quick_epochs=2,
        quick_steps=20,
        trajectory_steps=500,
        seeds=tuple(range(10)),
        margin=0.01,
        classes=10,
        gap="accuracy",
    )


WORKLOAD = digits("mnist_plain", "as they are", "Few digits, learned nearly by heart.")
