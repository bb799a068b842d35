"""A loss with a penalty in PyTorch: mse_loss, and the norms of the weight."""

import torch
from torch import Tensor
from torch.nn import functional


def regularized_loss(weights: Tensor, x: Tensor, y: Tensor, rate: float = 0.1) -> dict[str, Tensor]:
    """The three loss curves along the weight."""
    loss = torch.stack([functional.mse_loss(w * x, y) for w in weights])
    l1 = torch.stack([torch.linalg.vector_norm(w, 1) for w in weights])
    l2 = torch.stack([torch.linalg.vector_norm(w, 2) ** 2 for w in weights])
    return {"none": loss, "l1": loss + rate * l1, "l2": loss + rate * l2}
