"""Losses."""

import warnings

import numpy as np
import torch
from torch.nn import functional

from reference.measured import Measured, measured, normal
from reference.pytorch.defaults import tensor

LOGITS, LABELS = normal(6, 4), np.array([0, 3, 1, 2, 2, 0])
PROBABILITIES = np.exp(LOGITS) / np.exp(LOGITS).sum(-1, keepdims=True)


def crossentropy_input() -> Measured:
    """What the loss takes: the loss of logits, by default."""
    x, labels = tensor(LOGITS), torch.tensor(LABELS)
    y = functional.cross_entropy(x, labels)
    shifted = functional.cross_entropy(x + 5, labels)
    return measured("logits" if torch.allclose(y, shifted) else "probabilities", y)


def crossentropy_class_axis() -> Measured:
    """Which axis of three the classes are in."""
    x = tensor(normal(3, 3, 3))
    labels = torch.tensor([[0, 1, 2], [2, 0, 1], [1, 1, 0]])
    y, aligned = (
        functional.cross_entropy(x, labels),
        functional.cross_entropy(x.movedim(-1, 1), labels),
    )
    last = functional.nll_loss(functional.log_softmax(x, -1).reshape(9, 3), labels.reshape(-1))
    return measured(-1 if torch.allclose(y, last) else 1, y, aligned)


def crossentropy_of_probabilities() -> Measured:
    """What becomes of probabilities whose sum is no one: the loss of 0.2 in a row of sum 0.5."""
    p, labels = tensor([[0.2, 0.3]]), torch.tensor([0])
    y = functional.nll_loss(p.log(), labels)
    aligned = functional.nll_loss((p / p.sum(-1, keepdim=True)).log(), labels)
    return measured("as they are" if torch.allclose(y, -p[0, 0].log()) else "divided", y, aligned)


def binary_crossentropy_bound() -> Measured:
    """The loss of p = 0 where the truth is 1."""
    p, truth = tensor([0.0]), tensor([1.0])
    y = functional.binary_cross_entropy(p, truth)
    aligned = functional.binary_cross_entropy(p.clamp(1e-7, 1 - 1e-7), truth)
    return measured(round(float(y), 3), y, aligned)


def binary_crossentropy_input() -> Measured:
    """What each framework's usual function takes: the loss of the logit 2 where the truth is 0."""
    x, truth = tensor([2.0]), tensor([0.0])
    y = torch.nn.BCEWithLogitsLoss()(x, truth)
    aligned = torch.nn.BCELoss()(x.clamp(1e-7, 1 - 1e-7), truth)
    takes_logits = torch.allclose(y, torch.log1p(torch.exp(x)))
    return measured("logits" if takes_logits else "probabilities", y, aligned)


def weighted_crossentropy() -> Measured:
    """What a weighted loss divides by."""
    x, labels = tensor(LOGITS), torch.tensor(LABELS)
    weights = tensor([1.0, 2.0, 3.0, 4.0])
    y = functional.cross_entropy(x, labels, weight=weights)
    aligned = functional.cross_entropy(x, labels, weight=weights, reduction="sum") / len(x)
    return measured("samples" if torch.allclose(y, aligned) else "weights", y, aligned)


def kl_divergence_mean() -> Measured:
    """What the divergence is divided by, of a batch of 6 by 4."""
    q = tensor(PROBABILITIES)
    p = tensor(PROBABILITIES[::-1].copy())
    y = functional.kl_div(q.log(), p)
    aligned = functional.kl_div(q.log(), p, reduction="batchmean")
    return measured("elements" if torch.allclose(4 * y, aligned) else "samples", y, aligned)


def kl_divergence_input() -> Measured:
    """What the second distribution is given as."""
    p = tensor(PROBABILITIES)
    zero = functional.kl_div(p.log(), p, reduction="batchmean")
    q = tensor(PROBABILITIES[::-1].copy())
    y = functional.kl_div(q, p, reduction="batchmean")
    aligned = functional.kl_div(q.log(), p, reduction="batchmean")
    return measured("logarithms" if abs(zero) < 1e-12 else "probabilities", y, aligned)


def cosine_loss() -> Measured:
    """The loss of two equal directions."""
    x = tensor(normal(5, 4))
    y = torch.nn.CosineEmbeddingLoss()(x, x.flip(0), torch.ones(5))
    equal = torch.nn.CosineEmbeddingLoss()(x, x, torch.ones(5))
    return measured(round(float(equal), 6) + 0.0, y, y - 1)


def ignored_label() -> Measured:
    """Which label is left out of the mean."""
    x, labels = tensor(LOGITS), torch.tensor([0, 3, -100, 2, 2, -100])
    y = functional.cross_entropy(x, labels)
    finite = bool(torch.isfinite(y))
    return measured("-100" if finite else "none", y)


def poisson_input() -> Measured:
    """What the Poisson loss takes: the rate, or its logarithm."""
    rate, truth = tensor([0.5, 2.0, 3.0]), tensor([1.0, 2.0, 2.0])
    y = torch.nn.PoissonNLLLoss()(rate, truth)
    aligned = torch.nn.PoissonNLLLoss(log_input=False, eps=1e-7)(rate, truth)
    logarithm = torch.allclose(y, (rate.exp() - truth * rate).mean())
    return measured("logarithm" if logarithm else "rate", y, aligned)


def loss_arguments() -> Measured:
    """Which comes first: the loss of p = 0.9 and truth 1."""
    p, truth = tensor([0.9]), tensor([1.0])
    y = torch.nn.BCELoss()(p, truth)
    first = torch.allclose(y, -p.log())
    return measured("prediction" if first else "truth", y)


def loss_broadcast() -> Measured:
    """What the squared error makes of (3, 1) and (3,)."""
    x, truth = tensor([[1.0], [2.0], [3.0]]), tensor([1.0, 2.0, 3.0])
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        y = functional.mse_loss(x, truth)
    return measured(f"{float(y):.3f}, {'with a warning' if said else 'silently'}", y)
