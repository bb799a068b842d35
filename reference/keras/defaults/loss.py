"""Losses."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from reference.measured import Measured, measured, normal

LOGITS, LABELS = normal(6, 4), np.array([0, 3, 1, 2, 2, 0])
PROBABILITIES = np.exp(LOGITS) / np.exp(LOGITS).sum(-1, keepdims=True)


def crossentropy_input() -> Measured:
    """What the loss takes: the loss of logits, by default."""
    loss = keras.losses.SparseCategoricalCrossentropy()
    logits = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    takes = np.allclose(loss(LABELS, LOGITS), loss(LABELS, LOGITS + 5))
    y = loss(LABELS, ops.clip(LOGITS, 0, 1))
    return measured("logits" if takes else "probabilities", y, logits(LABELS, LOGITS))


def crossentropy_class_axis() -> Measured:
    """Which axis of three the classes are in."""
    x, labels = normal(3, 3, 3), np.array([[0, 1, 2], [2, 0, 1], [1, 1, 0]])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    y = loss(labels, x)
    log_p = x - np.log(np.exp(x).sum(-1, keepdims=True))
    last = -np.take_along_axis(log_p, labels[..., None], -1).mean()
    aligned = loss(labels, ops.moveaxis(x, 1, -1))
    return measured(-1 if np.allclose(y, last) else 1, y, aligned)


def crossentropy_of_probabilities() -> Measured:
    """What becomes of probabilities whose sum is no one: the loss of 0.2 in a row of sum 0.5."""
    p = np.array([[0.2, 0.3]])
    y = keras.losses.CategoricalCrossentropy()(np.array([[1.0, 0.0]]), p)
    aligned = -ops.mean(ops.log(p[:, 0]))
    return measured("as they are" if np.allclose(y, -np.log(0.2)) else "divided", y, aligned)


def binary_crossentropy_bound() -> Measured:
    """The loss of p = 0 where the truth is 1."""
    y = keras.losses.BinaryCrossentropy()(np.array([1.0]), np.array([0.0]))
    return measured(round(float(y), 3), y)


def binary_crossentropy_input() -> Measured:
    """What each framework's usual function takes: the loss of the logit 2 where the truth is 0."""
    x, truth = np.array([2.0]), np.array([0.0])
    y = keras.losses.BinaryCrossentropy()(truth, x)
    aligned = keras.losses.BinaryCrossentropy(from_logits=True)(truth, x)
    takes_logits = np.allclose(y, np.log1p(np.exp(x)))
    return measured("logits" if takes_logits else "probabilities", y, aligned)


def weighted_crossentropy() -> Measured:
    """What a weighted loss divides by."""
    weights = np.array([1.0, 2.0, 3.0, 4.0])[LABELS]
    each = keras.losses.sparse_categorical_crossentropy(LABELS, LOGITS, from_logits=True)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    mean = keras.losses.SparseCategoricalCrossentropy(
        from_logits=True, reduction="mean_with_sample_weight"
    )
    y = loss(LABELS, LOGITS, sample_weight=weights)
    aligned = mean(LABELS, LOGITS, sample_weight=weights)
    samples = np.allclose(y, (each * weights).numpy().mean())
    return measured("samples" if samples else "weights", y, aligned)


def kl_divergence_mean() -> Measured:
    """What the divergence is divided by, of a batch of 6 by 4."""
    q, p = PROBABILITIES, PROBABILITIES[::-1].copy()
    y = keras.losses.KLDivergence()(p, q)
    elements = np.allclose(y, np.mean(p * np.log(p / q)))
    return measured("elements" if elements else "samples", y, y / q.shape[-1])


def kl_divergence_input() -> Measured:
    """What the second distribution is given as."""
    q, p = PROBABILITIES, PROBABILITIES[::-1].copy()
    y = keras.losses.KLDivergence()(p, q)
    zero = float(keras.losses.KLDivergence()(p, p))
    return measured("probabilities" if abs(zero) < 1e-12 else "logarithms", y)


def cosine_loss() -> Measured:
    """The loss of two equal directions."""
    x = normal(5, 4)
    loss = keras.losses.CosineSimilarity()
    y = loss(x, x[::-1].copy())
    return measured(round(float(loss(x, x)), 6), y, 1 + y)


def ignored_label() -> Measured:
    """Which label is left out of the mean."""
    labels = np.array([0, 3, -100, 2, 2, -100])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-100)
    try:
        y = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, LOGITS)
    except tf.errors.InvalidArgumentError:
        y = np.nan
    word = "-100" if np.isfinite(y) else "none"
    return measured(word, aligned=loss(labels, LOGITS))


def poisson_input() -> Measured:
    """What the Poisson loss takes: the rate, or its logarithm."""
    rate, truth = np.array([0.5, 2.0, 3.0]), np.array([1.0, 2.0, 2.0])
    y = keras.losses.Poisson()(truth, rate)
    aligned = keras.losses.Poisson()(truth, ops.exp(rate))
    logarithm = np.allclose(y, (np.exp(rate) - truth * rate).mean())
    return measured("logarithm" if logarithm else "rate", y, aligned)


def loss_arguments() -> Measured:
    """Which comes first: the loss of p = 0.9 and truth 1."""
    p, truth = np.array([0.9]), np.array([1.0])
    y = keras.losses.BinaryCrossentropy()(p, truth)
    aligned = keras.losses.BinaryCrossentropy()(truth, p)
    return measured("truth" if np.allclose(aligned, -np.log(p)) else "prediction", y, aligned)


def loss_broadcast() -> Measured:
    """What the squared error makes of (3, 1) and (3,)."""
    x, truth = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
    y = keras.losses.mean_squared_error(truth, x)
    whole = keras.losses.MeanSquaredError()(truth, x)
    return measured(f"{float(whole):.3f}, silently", ops.mean(y))
