"""Activations."""

import warnings

import numpy as np
import torch
from torch.nn import functional

from reference.measured import Measured, measured, normal
from reference.pytorch.defaults import run, tensor


def leaky_relu_layer_slope() -> Measured:
    """The slope of the layer below zero."""
    x = tensor(normal(20))
    layer = torch.nn.LeakyReLU()
    y = run(torch.nn.LeakyReLU(negative_slope=0.3), x)
    return measured(layer.negative_slope, run(layer, x), y)


def leaky_relu_function_slope() -> Measured:
    """The slope of the function below zero."""
    x = tensor(normal(20))
    slope = -functional.leaky_relu(torch.tensor(-1.0, dtype=torch.float64))
    y = functional.leaky_relu(x, negative_slope=0.2)
    return measured(round(float(slope), 6), functional.leaky_relu(x), y)


def gelu_constant() -> Measured:
    """How far the gelu layer is from x (1 + erf(x / sqrt 2)) / 2 in float64."""
    x = tensor(normal(200))
    y = run(torch.nn.GELU(), x)
    exact = x * torch.special.ndtr(x)
    return measured("exact" if (y - exact).abs().max() < 1e-14 else "rounded to float32", y)


def gelu_approximation() -> Measured:
    """The function gelu: with erf, or its approximation by tanh."""
    x = tensor(normal(200))
    y, tanh = functional.gelu(x), functional.gelu(x, approximate="tanh")
    return measured("tanh" if torch.equal(y, tanh) else "erf", y, tanh)


def softplus_threshold() -> Measured:
    """softplus(21) - 21: zero where it is the identity from 20 on."""
    x = tensor([19.0, 21.0, 23.0])
    y = functional.softplus(x)
    return measured(
        "x above 20" if y[1] == 21 else "exact", y, functional.softplus(x, threshold=40)
    )


def softmax_axis() -> Measured:
    """Softmax over which axis of three, where none is named."""
    x = tensor(normal(2, 3, 4))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that the choice is implicit
        y = functional.softmax(x)
    sums = [float((y.sum(axis) - 1).abs().max()) for axis in range(3)]
    return measured([0, 1, -1][int(np.argmin(sums))], y, functional.softmax(x, dim=-1))


def relu_gradient_at_zero() -> Measured:
    """The derivative of maximum(x, 0) at 0."""
    x = torch.zeros((), dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(torch.maximum(x, torch.zeros_like(x)), x)
    (relu,) = torch.autograd.grad(torch.relu(x), x)
    return measured(float(slope), slope, relu)
