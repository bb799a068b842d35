"""Normalization, dropout, and the mode that a model is in."""

import keras
import numpy as np

from reference.measured import Measured, measured, normal


def batch_normalization_epsilon() -> Measured:
    """What is added to the variance, on a batch of small variance."""
    x = 0.01 * normal(8, 4)
    layer = keras.layers.BatchNormalization()
    aligned = keras.layers.BatchNormalization(epsilon=1e-5)
    return measured(layer.epsilon, layer(x, training=True), aligned(x, training=True))


def batch_normalization_momentum() -> Measured:
    """What of the running mean is new after a batch."""
    x = 1 + normal(8, 4)

    def mean(layer: keras.layers.BatchNormalization) -> np.ndarray:
        layer(x, training=True)
        return layer.moving_mean.numpy()

    new = mean(keras.layers.BatchNormalization())
    share = float((new / x.mean(0)).mean())
    return measured(round(share, 6), new, mean(keras.layers.BatchNormalization(momentum=0.9)))


def batch_normalization_variance() -> Measured:
    """What the running variance divides the squares of a batch of n by."""
    x = normal(5, 4)
    layer = keras.layers.BatchNormalization(momentum=0.0)
    layer(x, training=True)
    variance = layer.moving_variance.numpy()
    unbiased = variance * len(x) / (len(x) - 1)
    return measured("n" if np.allclose(variance, x.var(0)) else "n - 1", variance, unbiased)


def batch_normalization_frozen() -> Measured:
    """Which statistics a layer in training mode uses when its weights are frozen."""
    x = 3 + normal(8, 4)
    layer = keras.layers.BatchNormalization(trainable=False)
    y = layer(x, training=True).numpy()
    aligned = keras.layers.BatchNormalization()(x, training=True)
    return measured("the batch's" if abs(y.mean()) < 1e-9 else "running", y, aligned)


def batch_normalization_one_sample() -> Measured:
    """What a single sample becomes in training mode."""
    y = keras.layers.BatchNormalization()(np.ones((1, 4)), training=True).numpy()
    return measured("other" if y.any() else "zeros")


def layer_normalization_epsilon() -> Measured:
    """What is added to the variance, on rows of small variance."""
    x = 0.01 * normal(3, 8)
    layer = keras.layers.LayerNormalization()
    return measured(layer.epsilon, layer(x), keras.layers.LayerNormalization(epsilon=1e-5)(x))


def group_normalization_epsilon() -> Measured:
    """What is added to the variance, on maps of small variance."""
    x = 0.01 * normal(2, 3, 3, 4)
    layer = keras.layers.GroupNormalization(2)
    aligned = keras.layers.GroupNormalization(2, epsilon=1e-5)
    return measured(layer.epsilon, layer(x), aligned(x))


def rms_normalization_epsilon() -> Measured:
    """What is added to the mean square, on rows of small numbers."""
    x = 1e-3 * normal(3, 8)
    layer = keras.layers.RMSNormalization()
    added = float((x[0, 0] / layer(x).numpy()[0, 0]) ** 2 - np.square(x[0]).mean())
    word = "the dtype's" if added < 1e-9 else round(added, 9)
    aligned = keras.layers.RMSNormalization(epsilon=np.finfo("float64").eps)
    return measured(word, layer(x), aligned(x))


def training_mode() -> Measured:
    """Whether a dropout layer drops when it is called with an input alone."""
    x = np.ones(1000)
    y = keras.layers.Dropout(0.5, seed=0)(x).numpy()
    aligned = keras.layers.Dropout(0.5, seed=0)(x, training=True).numpy()
    return measured("training" if (y == 0).any() else "inference", y.max(), aligned.max())


def functional_dropout() -> Measured:
    """Whether a dropout function drops when its mode is not said."""
    x = np.ones(1000)
    y = keras.layers.Dropout(0.5, seed=0)(x).numpy()
    aligned = keras.random.dropout(x, 0.5, seed=0).numpy()
    return measured("drops" if (y == 0).any() else "does not", y.max(), aligned.max())


def wrong_dtype() -> Measured:
    """What a float32 layer does with a float64 input."""
    y = keras.layers.Dense(2, dtype="float32")(np.ones((1, 3)))
    return measured(y.dtype if isinstance(y.dtype, str) else y.dtype.name)
