"""Digits with a little of everything that a file must keep: a network to save and to load.

Its weights lie differently in each framework, and batch normalization has a state that is not
trained. `compare.exchange` trains it in one implementation and predicts in the others.
"""

import numpy as np

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.metrics import METRICS


def prepare(d: Dataset) -> Prepared:
    """Pixels in [0, 1], images of one channel; labels as class numbers."""
    x_train, x_test = (x[..., np.newaxis] / 16.0 for x in (d.x_train, d.x_test))
    return Prepared(x_train, d.y_train, x_test, d.y_test, d)


WORKLOAD = Workload(
    name="save_and_load",
    title="Digits, convolution 8, normalized, 32-10",
    summary="Trained by one implementation, saved, and loaded by the other two.",
    source="Alpaydin and Kaynak, Optical recognition of handwritten digits, 1998",
    spec=spec(
        (8, 8, 1),
        [
            part("conv2d", filters=8, kernel_size=(3, 3), use_bias=False),
            part("batch_normalization", momentum=0.9),
            part("activation", activation="relu"),
            part("flatten"),
            part("dense", units=32, activation="relu"),
            part("dense", units=10),
        ],
        loss=part("sparse_categorical_crossentropy", from_logits=True),
        optimizer=part("sgd", learning_rate=0.05, momentum=0.9),
        output="softmax",
    ),
    datasets=("digits",),
    prepare=prepare,
    metrics={"accuracy": METRICS["accuracy"]},
    batch_size=32,
    epochs=10,
    quick_epochs=2,
    quick_steps=50,
    trajectory_steps=500,
    seeds=tuple(range(10)),
    margin=0.02,
    classes=10,
)
