"""MNIST with a convolutional network: 32 kernels, the strongest answer of each 2x2 window, 128."""

import numpy as np

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.metrics import METRICS


def prepare(d: Dataset) -> Prepared:
    """Pixels in [0, 1], images of one channel; labels as class numbers."""
    x_train, x_test = (x[..., np.newaxis] / 255.0 for x in (d.x_train, d.x_test))
    return Prepared(x_train, d.y_train, x_test, d.y_test, d)


WORKLOAD = Workload(
    name="mnist_cnn",
    title="MNIST, convolution 32, pooling, 128-10",
    summary="Handwritten digits, seen through 32 small windows that slide over the image.",
    source="LeCun, Bottou, Bengio, Haffner, Gradient-based learning, 1998",
    spec=spec(
        (28, 28, 1),
        [
            part("conv2d", filters=32, kernel_size=(3, 3), activation="relu"),
            part("max_pooling2d", pool_size=(2, 2)),
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
    batch_size=128,
    epochs=5,
    quick_epochs=2,
    quick_steps=10,
    trajectory_steps=200,
    validation_split=0.2,
    classes=10,
)
