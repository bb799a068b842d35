"""Wisconsin breast cancer: thirty measurements of cell nuclei, benign or malignant."""

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.data.standardize import Standardize
from scratch.metrics import METRICS


def prepare(d: Dataset) -> Prepared:
    """Features scaled to mean 0 and deviation 1 by the training rows alone."""
    scale = Standardize().fit(d.x_train)
    return Prepared(
        scale.transform(d.x_train),
        d.y_train.astype(float).reshape(-1, 1),
        scale.transform(d.x_test),
        d.y_test.astype(float).reshape(-1, 1),
        d,
    )


WORKLOAD = Workload(
    name="breast_cancer",
    title="Wisconsin breast cancer, 30-16-8-1",
    summary="Tells malignant from benign tumours by thirty measurements of their cell nuclei.",
    source="Street, Wolberg, Mangasarian 1993; data as shipped with scikit-learn",
    spec=spec(
        (30,),
        [
            part("dense", units=16, activation="relu"),
            part("dense", units=8, activation="relu"),
            part("dense", units=1),
        ],
        loss=part("binary_crossentropy", from_logits=True),
        optimizer=part("sgd", learning_rate=0.01, momentum=0.9),
        output="sigmoid",
    ),
    datasets=("breast_cancer",),
    prepare=prepare,
    metrics={"accuracy": METRICS["binary_accuracy"]},
    batch_size=32,
    epochs=100,
    quick_epochs=100,
    seeds=tuple(range(10)),
    trajectory_steps=1500,
    margin=0.02,
    classes=2,
)
