"""Too few digits to learn from: what keeps a network from learning them by heart?

One network from the same initial kernels, on the same batches, five times: as it is, with an L1 or
an L2 penalty on every kernel, with dropout, and with batch normalization. What tells them apart is
the gap: how much better they are on the rows they were trained on than on new ones.
"""

from typing import Any

from compare.datasets import Dataset
from compare.workload import Part, Prepared, Workload, part, spec
from scratch.metrics import METRICS

ROWS = 1000
L1 = {"class_name": "L1", "config": {"l1": 2**-12}}
L2 = {"class_name": "L2", "config": {"l2": 2**-8}}
"""Powers of two, since Keras rounds a factor to float32."""


def prepare(d: Dataset) -> Prepared:
    """Pixels in [0, 1], one row an image; few of the training rows, all of the test rows."""
    x_train, x_test = (x.reshape(len(x), -1) / 255.0 for x in (d.x_train[:ROWS], d.x_test))
    return Prepared(x_train, d.y_train[:ROWS], x_test, d.y_test, d)


def plain(units: int, **penalty: Any) -> list[Part]:
    """A hidden layer."""
    return [part("dense", units=units, activation="relu", **penalty)]


def dropped(units: int) -> list[Part]:
    """A hidden layer of which training drops every second value."""
    return [*plain(units), part("dropout", rate=0.5)]


def normalized(units: int) -> list[Part]:
    """A hidden layer that is normalized before its activation, which takes its bias's place."""
    return [
        part("dense", units=units, use_bias=False),
        part("batch_normalization", momentum=0.9),
        part("activation", activation="relu"),
    ]


def regularized(name: str, hidden: list[Part], **penalty: Any) -> Workload:
    """The workload with these hidden layers, and this penalty on the last kernel."""
    return Workload(
        name=f"regularization_{name.replace(' ', '_')}",
        title=f"1,000 digits, 784-128-64-10, {name}",
        summary="How much better a network is on what it was trained on than on what is new.",
        source="Goodfellow, Bengio, Courville, Deep Learning, 2016, chapter 7",
        spec=spec(
            (784,),
            [*hidden, part("dense", units=10, **penalty)],
            loss=part("sparse_categorical_crossentropy", from_logits=True),
            optimizer=part("sgd", learning_rate=0.01, momentum=0.9),
            output="softmax",
        ),
        datasets=("mnist", "mnist_5k"),
        prepare=prepare,
        metrics={"accuracy": METRICS["accuracy"]},
        batch_size=32,
        epochs=30,
        quick_epochs=5,
        quick_steps=20,
        trajectory_steps=500,
        seeds=tuple(range(10)),
        margin=0.01,
        gap="accuracy",
    )


def penalized(name: str, penalty: dict[str, Any]) -> Workload:
    """The workload with a penalty on every kernel."""
    kernel = {"kernel_regularizer": penalty}
    return regularized(name, [*plain(128, **kernel), *plain(64, **kernel)], **kernel)


WORKLOADS = (
    regularized("none", [*plain(128), *plain(64)]),
    penalized("l1", L1),
    penalized("l2", L2),
    regularized("dropout", [*dropped(128), *dropped(64)]),
    regularized("batch normalization", [*normalized(128), *normalized(64)]),
)
