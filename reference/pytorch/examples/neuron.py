"""One neuron in PyTorch: an affine map and a sigmoid, differentiated by autograd."""

import torch
from torch import Tensor


def neuron(x: Tensor, weights: Tensor, bias: Tensor, dy: Tensor) -> dict[str, Tensor]:
    """The neuron's output and its gradients for the upstream gradient dy."""
    x, weights, bias = (t.detach().requires_grad_() for t in (x, weights, bias))
    y = torch.sigmoid(torch.mv(x, weights) + bias)
    found = torch.autograd.grad(y, [x, weights, bias], dy)
    return {"output": y, **dict(zip(("grad:x", "grad:weights", "grad:bias"), found))}
