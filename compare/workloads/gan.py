"""A generative adversarial network that learns a normal distribution of mean 4, deviation 1.5."""

import numpy as np

from compare.datasets import Dataset
from compare.workload import Prepared, Workload, part, spec
from scratch.gan import wasserstein


def prepare(d: Dataset) -> Prepared:
    """Noise and samples as they were drawn."""
    return Prepared(d.x_train, d.y_train, d.x_test, d.y_test, d)


def mean(_: np.ndarray, made: np.ndarray) -> float:
    """The mean of the made samples."""
    return float(made.mean())


def deviation(_: np.ndarray, made: np.ndarray) -> float:
    """The standard deviation of the made samples."""
    return float(made.std())


LOSS = part("binary_crossentropy", from_logits=True)

WORKLOAD = Workload(
    name="gan",
    title="GAN, generator 1-8-1, discriminator 1-16-1",
    summary="Noise is turned into samples that look as if drawn from a normal distribution.",
    source="Goodfellow et al., Generative Adversarial Nets, 2014",
    spec=spec(
        (1,),
        [part("dense", units=8, activation="tanh"), part("dense", units=1)],
        loss=LOSS,
        optimizer=part("adam", learning_rate=0.002, beta_1=0.5),
        adversary=spec(
            (1,),
            [part("dense", units=16, activation="tanh"), part("dense", units=1)],
            loss=LOSS,
            optimizer=part("adam", learning_rate=0.01, beta_1=0.5),
        ),
    ),
    datasets=("normal_samples",),
    prepare=prepare,
    metrics={"mean": mean, "deviation": deviation, "wasserstein": wasserstein},
    batch_size=128,
    epochs=40,
    quick_epochs=20,
    quick_steps=100,
    trajectory_steps=500,
    validation_split=0.2,
    seeds=tuple(range(10)),
    margin=0.2,
    bins=tuple(np.linspace(-2, 10, 25).tolist()),
)
