"""The size of each layer's gradient in PyTorch: autograd and torch.optim.SGD."""

import torch
from torch import Tensor
from torch.nn import functional


def gradient_analysis(
    x: Tensor,
    y: Tensor,
    kernels: Tensor,
    biases: Tensor,
    learning_rate: float = 0.5,
    steps: int = 10,
    vanishing: float = 1e-5,
    exploding: float = 1e3,
) -> dict[str, Tensor]:
    """Mean, max and norm of |dL/dW| for each step and layer, and the two flags."""
    W, b = (t.detach().requires_grad_() for t in (kernels, biases))
    optimizer = torch.optim.SGD([W, b], lr=learning_rate)
    history = []
    for _ in range(steps):
        optimizer.zero_grad()
        a = x
        for W_i, b_i in zip(W, b):
            a = torch.sigmoid(torch.addmm(b_i, a, W_i))
        functional.mse_loss(a, y).backward()
        assert W.grad is not None
        history.append(W.grad.abs())
        optimizer.step()
    size = torch.stack(history)
    norm = torch.linalg.vector_norm(size, dim=(2, 3))
    return {
        "mean": size.mean(dim=(2, 3)),
        "max": size.amax(dim=(2, 3)),
        "norm": norm,
        "vanishing": (norm < vanishing).any(dim=0),
        "exploding": (norm > exploding).any(dim=0),
    }
