"""XOR with a third input that is always 1: it stands for the bias that no layer here has."""

from compare.workload import Workload, part, spec
from compare.workloads.xor import prepare
from scratch.metrics import METRICS

WORKLOAD = Workload(
    name="xor3",
    title="XOR of three inputs, 3-4-1",
    summary="As XOR, but without biases: a third input of 1 takes the place of the first layer's.",
    source="Rumelhart, Hinton, Williams 1986",
    spec=spec(
        (3,),
        [
            part("dense", units=4, activation="sigmoid", use_bias=False),
            part("dense", units=1, activation="sigmoid", use_bias=False),
        ],
        loss=part("mean_squared_error"),
        optimizer=part("sgd", learning_rate=4.0),
    ),
    datasets=("xor3",),
    prepare=prepare,
    metrics={"accuracy": METRICS["binary_accuracy"], "mse": METRICS["mse"]},
    batch_size=4,
    epochs=3000,
    quick_epochs=1500,
    quick_steps=200,
    trajectory_steps=500,
    seeds=tuple(range(10)),
)
