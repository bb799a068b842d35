"""L1 and L2 together in PyTorch: written out, as torch has no penalty but weight_decay."""

from torch import Tensor


class L1L2:
    """Penalty λ₁ Σ |w| + λ₂ Σ w²."""

    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None:
        self.l1 = l1
        self.l2 = l2

    def __call__(self, w: Tensor) -> Tensor:
        """λ₁ Σ |w| + λ₂ Σ w²."""
        return self.l1 * w.abs().sum() + self.l2 * w.square().sum()
