"""California housing as it was counted: gaps to fill, and a category to encode."""

import numpy as np

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from compare.workloads.california_housing import standardized
from scratch.data.encode_categories import EncodeCategories
from scratch.data.impute import Impute
from scratch.data.one_hot import one_hot
from scratch.metrics import METRICS

CATEGORY = "ocean_proximity"


def prepare(d: Dataset) -> Prepared:
    """Gaps become the median of the training rows, the category five columns of 0 and 1."""
    numbers = [x.drop(columns=CATEGORY).to_numpy(np.float64) for x in (d.x_train, d.x_test)]
    kinds = [x[CATEGORY].to_numpy(str) for x in (d.x_train, d.x_test)]
    gaps = Impute("median").fit(numbers[0])
    encoder = EncodeCategories().fit(np.concatenate(kinds))
    x_train, x_test = (
        np.hstack([gaps.transform(x), one_hot(encoder.transform(kind), 5, "float64")])
        for x, kind in zip(numbers, kinds, strict=True)
    )
    return standardized(d, x_train, x_test)


WORKLOAD = Workload(
    name="california_housing_csv",
    title="California housing with gaps and a category, 13-16-8-1",
    summary="The same blocks as counts, 207 of them missing, and how near the ocean they lie.",
    source="Pace and Barry 1997; as told by Géron, Hands-On Machine Learning, 2017",
    spec=spec(
        (13,),
        [
            part("dense", units=16, activation="relu"),
            part("dense", units=8, activation="relu"),
            part("dense", units=1),
        ],
        loss=part("mean_squared_error"),
        optimizer=part("adam", learning_rate=0.005),
    ),
    datasets=("california_housing_csv",),
    prepare=prepare,
    metrics={name: METRICS[name] for name in ("rmse", "mae", "mse")},
    batch_size=32,
    epochs=15,
    quick_epochs=3,
    quick_steps=100,
    trajectory_steps=500,
    seeds=tuple(range(10)),
    margin=0.02,
)
