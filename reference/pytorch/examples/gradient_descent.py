"""Gradient descent in PyTorch: autograd and torch.optim.SGD."""

import torch
from torch import Tensor


def f(x: Tensor) -> Tensor:
    """x² + 5 sin x."""
    return x**2 + 5 * torch.sin(x)


def gradient_descent(
    start: Tensor, learning_rate: float = 0.1, steps: int = 50
) -> dict[str, Tensor]:
    """The places visited, and the heights there."""
    x = start.detach().requires_grad_()
    optimizer = torch.optim.SGD([x], lr=learning_rate)
    path = [x.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        f(x).sum().backward()
        optimizer.step()
        path.append(x.detach().clone())
    visited = torch.stack(path)
    return {"x": visited, "f": f(visited)}
