"""L1 in PyTorch: written out, as torch has no penalty of its own but weight_decay."""

from torch import Tensor


class L1:
    """Penalty λ Σ |w|."""

    def __init__(self, l1: float = 0.01) -> None:
        self.l1 = l1

    def __call__(self, w: Tensor) -> Tensor:
        """λ Σ |w|."""
        return self.l1 * w.abs().sum()
