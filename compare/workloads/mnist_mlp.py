"""MNIST with a multilayer perceptron: 784-128-64-10, trained with momentum."""

from dataclasses import replace

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.metrics import METRICS


def prepare(d: Dataset) -> Prepared:
    """Pixels in [0, 1], one row an image; labels as class numbers."""
    x_train, x_test = (x.reshape(len(x), -1) / 255.0 for x in (d.x_train, d.x_test))
    return Prepared(x_train, d.y_train, x_test, d.y_test, d)


WORKLOAD = Workload(
    name="mnist_mlp",
    title="MNIST, 784-128-64-10",
    summary="Handwritten digits, each pixel an input, through two hidden layers.",
    source="LeCun, Bottou, Bengio, Haffner, Gradient-based learning, 1998",
    spec=spec(
        (784,),
        [
            part("dense", units=128, activation="relu"),
            part("dense", units=64, activation="relu"),
            part("dense", units=10),
        ],
        loss=part("sparse_categorical_crossentropy", from_logits=True),
        optimizer=part("sgd", learning_rate=0.01, momentum=0.9),
        output="softmax",
    ),
    datasets=("mnist", "mnist_5k"),
    prepare=prepare,
    metrics={"accuracy": METRICS["accuracy"]},
    batch_size=32,
    epochs=20,
    quick_epochs=5,
    trajectory_steps=625,
    validation_split=0.1,
    callbacks=(
        part("reduce_lr_on_plateau", factor=0.5, patience=2),
        part("early_stopping", patience=6),
    ),
    classes=10,
    tutorial="0.9724 validation accuracy in 245.3 s for 50 epochs",
)
BATCH_128 = replace(
    WORKLOAD,
    name="mnist_mlp_batch_128",
    title="MNIST, 784-128-64-10, batches of 128",
    summary="As mnist_mlp, with larger batches; its steps are compared and timed.",
    batch_size=128,
    seeds=(),
    tutorial="",
)
WORKLOADS = (WORKLOAD, BATCH_128)
