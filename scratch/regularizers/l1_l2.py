r"""L1 and L2 together (elastic net): penalty λ₁ Σ |w| + λ₂ Σ w², gradient λ₁ sign(w) + 2 λ₂ w.

Source: Zou and Hastie, "Regularization and Variable Selection via the Elastic Net", 2005.
"""

from scratch.regularizers.l1 import L1
from scratch.regularizers.l2 import L2


class L1L2:
    """Penalty `l1` · Σ |w| + `l2` · Σ w². As in Keras, a factor that is not given is 0.

    >>> L1L2(l1=0.5, l2=0.25)(-2.0).item(), L1L2(l1=0.5, l2=0.25).gradient(-2.0).item()
    (2.0, -1.5)
    """

    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = L1(l1)
        self.l2 = L2(l2)

    def __call__(self, w):
        """λ₁ Σ |w| + λ₂ Σ w²: a scalar in the dtype of w."""
        return self.l1(w) + self.l2(w)

    def gradient(self, w):
        """λ₁ sign(w) + 2 λ₂ w, in the shape of w."""
        return self.l1.gradient(w) + self.l2.gradient(w)
