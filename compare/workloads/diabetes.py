"""Diabetes: how the disease has progressed after a year, from ten measurements before it.

The small regression that needs no files, where California housing is not at hand.
"""

from compare.workload import Workload, part, spec
from compare.workloads.california_housing import prepare
from scratch.metrics import METRICS

WORKLOAD = Workload(
    name="diabetes",
    title="Diabetes progression, 10-16-8-1",
    summary="A measure of the disease a year later, from ten measurements of 442 patients.",
    source="Efron, Hastie, Johnstone, Tibshirani, Least Angle Regression, 2004",
    spec=spec(
        (10,),
        [
            part("dense", units=16, activation="relu"),
            part("dense", units=8, activation="relu"),
            part("dense", units=1),
        ],
        loss=part("mean_squared_error"),
        optimizer=part("sgd", learning_rate=0.001, momentum=0.9),
    ),
    datasets=("diabetes",),
    prepare=prepare,
    metrics={name: METRICS[name] for name in ("rmse", "mae", "mse")},
    batch_size=32,
    epochs=100,
    quick_epochs=20,
    quick_steps=100,
    trajectory_steps=500,
    seeds=tuple(range(10)),
    margin=3.0,
)
