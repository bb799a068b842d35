"""Breast cancer with a network whose size, learning rate and epochs a grid search has found."""

from dataclasses import replace

from compare.search import Search
from compare.workload import Workload, part, spec
from compare.workloads import breast_cancer


def with_settings(units: int, learning_rate: float, epochs: int) -> Workload:
    """One hidden layer of `units`, plain gradient descent."""
    return replace(
        breast_cancer.WORKLOAD,
        name="grid_search",
        title="Wisconsin breast cancer, 30-h-1: h, learning rate and epochs by grid search",
        summary="Every combination of settings is judged by cross-validation; the best is trained.",
        source="Stone, Cross-Validatory Choice and Assessment of Statistical Predictions, 1974",
        spec=spec(
            (30,),
            [part("dense", units=units, activation="relu"), part("dense", units=1)],
            loss=part("binary_crossentropy", from_logits=True),
            optimizer=part("sgd", learning_rate=learning_rate),
            output="sigmoid",
        ),
        epochs=epochs,
    )


GRID = {"units": (4, 16), "learning_rate": (0.03, 0.3), "epochs": (5, 20)}

WORKLOAD = replace(
    with_settings(units=16, learning_rate=0.3, epochs=20),
    search=Search(GRID, with_settings),
    quick_epochs=5,
    quick_steps=60,
    trajectory_steps=240,
)
