"""Samples of a normal distribution of mean 4 and deviation 1.5, and standard normal noise.

The noise is the input of a generator, the samples are what its results should be like: row by
row they have nothing to do with each other.
"""

import numpy as np

from compare.datasets.dataset import Dataset, fingerprint

MEAN, DEVIATION = 4.0, 1.5
TRAINING_ROWS, TEST_ROWS = 5_120, 4_000
SEED = 0


def load() -> Dataset:
    """Noise as x, samples as y; both are drawn here and rounded to float32."""
    rng = np.random.default_rng(SEED)
    x_train, x_test = (noise(rng, rows) for rows in (TRAINING_ROWS, TEST_ROWS))
    y_train, y_test = (MEAN + DEVIATION * noise(rng, len(x)) for x in (x_train, x_test))
    return Dataset(
        "normal_samples",
        x_train,
        y_train,
        x_test,
        y_test,
        source="drawn here",
        sha256={"arrays": fingerprint(x_train, y_train, x_test, y_test)},
        description="Normal samples of mean 4 and deviation 1.5, with standard normal noise",
    )


def noise(rng: np.random.Generator, rows: int) -> np.ndarray:
    """A column of standard normal numbers that float32 holds exactly."""
    return rng.standard_normal((rows, 1), np.float32).astype(np.float64)
