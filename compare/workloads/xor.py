"""XOR: the smallest task that a single layer cannot do."""

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.metrics import METRICS


def prepare(d: Dataset) -> Prepared:
    """All four rows, for training and for testing."""
    x, y = d.x_train.astype(float), d.y_train.astype(float).reshape(-1, 1)
    return Prepared(x, y, x, y, d)


WORKLOAD = Workload(
    name="xor",
    title="XOR, 2-4-1",
    summary="Two inputs, four hidden units, one output: true where exactly one input is.",
    source="Minsky and Papert, Perceptrons, 1969; Rumelhart, Hinton, Williams 1986",
    spec=spec(
        (2,),
        [
            part("dense", units=4, activation="sigmoid"),
            part("dense", units=1, activation="sigmoid"),
        ],
        loss=part("mean_squared_error"),
        optimizer=part("sgd", learning_rate=1.0, momentum=0.9),
    ),
    datasets=("xor",),
    prepare=prepare,
    metrics={"accuracy": METRICS["binary_accuracy"], "mse": METRICS["mse"]},
    batch_size=4,
    epochs=2000,
    quick_epochs=2000,
    seeds=tuple(range(10)),
    trajectory_steps=2000,
)
