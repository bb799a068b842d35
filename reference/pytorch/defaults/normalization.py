"""Normalization, dropout, and the mode that a model is in."""

import numpy as np
import torch

from reference.measured import Measured, measured, normal
from reference.pytorch.defaults import channels_last, images, run, tensor


def batch_normalization_epsilon() -> Measured:
    """What is added to the variance, on a batch of small variance."""
    x = tensor(0.01 * normal(8, 4))
    layer = torch.nn.BatchNorm1d(4)
    aligned = torch.nn.BatchNorm1d(4, eps=1e-3)
    return measured(layer.eps, layer.double()(x), aligned.double()(x))


def batch_normalization_momentum() -> Measured:
    """What of the running mean is new after a batch."""
    x = tensor(1 + normal(8, 4))

    def mean(layer: torch.nn.BatchNorm1d) -> torch.Tensor:
        layer.double()(x)
        assert layer.running_mean is not None
        return layer.running_mean

    new = mean(torch.nn.BatchNorm1d(4))
    share = float((new / x.mean(0)).mean())
    return measured(round(share, 6), new, mean(torch.nn.BatchNorm1d(4, momentum=0.01)))


def batch_normalization_variance() -> Measured:
    """What the running variance divides the squares of a batch of n by."""
    x = tensor(normal(5, 4))
    layer = torch.nn.BatchNorm1d(4, momentum=1.0).double()
    layer(x)
    assert layer.running_var is not None
    biased = layer.running_var * (len(x) - 1) / len(x)
    unbiased = torch.allclose(layer.running_var, x.var(0))
    return measured("n - 1" if unbiased else "n", layer.running_var, biased)


def batch_normalization_frozen() -> Measured:
    """Which statistics a layer in training mode uses when its weights are frozen."""
    x = tensor(3 + normal(8, 4))
    layer = torch.nn.BatchNorm1d(4, eps=1e-3).double().requires_grad_(False)
    y = layer(x)
    aligned = torch.nn.BatchNorm1d(4, eps=1e-3).double().eval()(x)
    return measured("the batch's" if abs(y.mean()) < 1e-9 else "running", y, aligned)


def batch_normalization_one_sample() -> Measured:
    """What a single sample becomes in training mode."""
    try:
        y = torch.nn.BatchNorm1d(4)(torch.ones(1, 4))
    except ValueError as error:
        return measured(type(error).__name__)
    return measured("other" if y.any() else "zeros")


def layer_normalization_epsilon() -> Measured:
    """What is added to the variance, on rows of small variance."""
    x = tensor(0.01 * normal(3, 8))
    layer = torch.nn.LayerNorm(8)
    return measured(layer.eps, run(layer, x), run(torch.nn.LayerNorm(8, eps=1e-3), x))


def group_normalization_epsilon() -> Measured:
    """What is added to the variance, on maps of small variance."""
    x = images(0.01 * normal(2, 3, 3, 4))
    layer, aligned = torch.nn.GroupNorm(2, 4), torch.nn.GroupNorm(2, 4, eps=1e-3)
    return measured(layer.eps, channels_last(run(layer, x)), channels_last(run(aligned, x)))


def rms_normalization_epsilon() -> Measured:
    """What is added to the mean square, on rows of small numbers."""
    x = tensor(1e-3 * normal(3, 8))
    layer = torch.nn.RMSNorm(8)
    square = x[0].square().mean()
    added = float((x[0, 0] / run(layer, x)[0, 0]) ** 2 - square)
    word = "the dtype's" if added < 1e-9 else round(added, 9)
    return measured(word, run(layer, x), run(torch.nn.RMSNorm(8, eps=1e-6), x))


def training_mode() -> Measured:
    """Whether a dropout layer drops when it is called with an input alone."""
    torch.manual_seed(0)
    x = torch.ones(1000, dtype=torch.float64)
    y = torch.nn.Dropout(0.5)(x)
    aligned = torch.nn.Dropout(0.5).eval()(x)
    return measured("training" if (y == 0).any() else "inference", y.max(), aligned.max())


def functional_dropout() -> Measured:
    """Whether a dropout function drops when its mode is not said."""
    torch.manual_seed(0)
    x = torch.ones(1000, dtype=torch.float64)
    y = torch.nn.functional.dropout(x)
    aligned = torch.nn.functional.dropout(x, training=False)
    return measured("drops" if (y == 0).any() else "does not", y.max(), aligned.max())


def wrong_dtype() -> Measured:
    """What a float32 layer does with a float64 input."""
    try:
        y = torch.nn.Linear(3, 2)(tensor(np.ones((1, 3))))
    except RuntimeError as error:
        return measured(type(error).__name__)
    return measured(str(y.dtype).removeprefix("torch."))
