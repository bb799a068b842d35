"""The chain rule in PyTorch: autograd."""

import torch
from torch import Tensor


def chain_rule(x: Tensor, y: Tensor, z: Tensor) -> dict[str, Tensor]:
    """h = exp(x² + y²) sin z and its three derivatives."""
    x, y, z = (t.detach().requires_grad_() for t in (x, y, z))
    h = torch.exp(x**2 + y**2) * torch.sin(z)
    found = torch.autograd.grad(h.sum(), [x, y, z])
    return {"h": h, **dict(zip(("dh_dx", "dh_dy", "dh_dz"), found))}
