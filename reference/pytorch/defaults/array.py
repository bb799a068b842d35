"""Functions of arrays."""

import torch

from reference.measured import Measured, measured, normal
from reference.pytorch.defaults import tensor


def variance_divisor() -> Measured:
    """What the squares of n numbers are divided by."""
    x = tensor(normal(5))
    y, aligned = torch.var(x), torch.var(x, correction=0)
    return measured("n" if torch.equal(y, aligned) else "n - 1", y, aligned)


def median_of_even() -> Measured:
    """The median of 1, 2, 3, 4."""
    x = tensor([1.0, 2.0, 3.0, 4.0])
    y, aligned = torch.median(x), torch.quantile(x, 0.5)
    return measured(float(y), y, aligned)


def norm_gradient_at_zero() -> Measured:
    """The gradient of the norm of (0, 0)."""
    x = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(torch.linalg.norm(x), x)
    return measured("0" if not slope.any() else "nan", slope)


def integer_mean() -> Measured:
    """The mean of the integers 1 and 2."""
    try:
        y = torch.mean(torch.tensor([1, 2]))
    except RuntimeError as error:
        return measured(type(error).__name__)
    return measured(float(y))


def clip_by_norm() -> Measured:
    """Gradients (3, 4) and (12,), clipped to the norm 1: of all, or of each."""
    weights = [torch.nn.Parameter(torch.zeros(n, dtype=torch.float64)) for n in (2, 1)]
    for w, g in zip(weights, ([3.0, 4.0], [12.0]), strict=True):
        w.grad = tensor(g)
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    y = torch.cat([w.grad for w in weights if w.grad is not None])
    each = [tensor(g) / tensor(g).norm().clamp(min=1) for g in ([3.0, 4.0], [12.0])]
    word = "all together" if y.norm() < 1.01 else "each variable"
    return measured(word, y, torch.cat(each))


def clip_epsilon() -> Measured:
    """What is left of the norm 13 after clipping to 1."""
    w = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    w.grad = tensor([13.0])
    torch.nn.utils.clip_grad_norm_([w], 1.0)
    exact = tensor([13.0]) * min(1.0, 1.0 / 13.0)
    return measured(round(float(w.grad), 9), w.grad, exact)
