"""California housing: the median value of the houses in a block, from eight averages of it."""

import numpy as np

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.data.standardize import Standardize
from scratch.metrics import METRICS


def prepare(d: Dataset) -> Prepared:
    """Features and target scaled by the training rows; metrics in the target's own unit."""
    return standardized(d, d.x_train, d.x_test)


def standardized(d: Dataset, x_train: np.ndarray, x_test: np.ndarray) -> Prepared:
    """The target of `d` beside inputs that are numbers already, all of them scaled."""
    y_train, y_test = (y.astype(float).reshape(-1, 1) for y in (d.y_train, d.y_test))
    x, y = Standardize().fit(x_train), Standardize().fit(y_train)
    return Prepared(
        x.transform(x_train),
        y.transform(y_train),
        x.transform(x_test),
        y.transform(y_test),
        d,
        restore=y.inverse_transform,
    )


WORKLOAD = Workload(
    name="california_housing",
    title="California housing, 8-16-8-1",
    summary="The median house value of a block, in 100,000 dollars, from eight averages.",
    source="Pace and Barry, Sparse spatial autoregressions, 1997",
    spec=spec(
        (8,),
        [
            part("dense", units=16, activation="relu"),
            part("dense", units=8, activation="relu"),
            part("dense", units=1),
        ],
        loss=part("mean_squared_error"),
        optimizer=part("adam", learning_rate=0.005),
    ),
    datasets=("california_housing",),
    prepare=prepare,
    metrics={name: METRICS[name] for name in ("rmse", "mae", "mse")},
    batch_size=32,
    epochs=40,
    quick_epochs=3,
    quick_steps=100,
    trajectory_steps=500,
    seeds=tuple(range(10)),
    margin=0.02,
)
