"""L2 in PyTorch: written out, as torch has no penalty of its own but weight_decay (= 2 l2)."""

from torch import Tensor


class L2:
    """Penalty λ Σ w²."""

    def __init__(self, l2: float = 0.01) -> None:
        self.l2 = l2

    def __call__(self, w: Tensor) -> Tensor:
        """λ Σ w²."""
        return self.l2 * w.square().sum()
