"""Embedding in PyTorch is torch.nn.Embedding without padding_idx: row 0 learns as any other."""

from torch import Tensor, nn

from reference.weights import Weight


class Embedding(nn.Module):
    """y = E[x]."""

    WEIGHTS = {"embeddings": Weight("embedding.weight")}

    def __init__(
        self,
        input_shape: tuple[int, ...],
        input_dim: int,
        output_dim: int,
        mask_zero: bool = False,
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(input_dim, output_dim)
        self.mask_zero = mask_zero

    def forward(self, x: Tensor) -> Tensor:
        """y = E[x]."""
        return self.embedding(x.long())

    def compute_mask(self, x: Tensor, mask: Tensor | None = None) -> Tensor | None:
        """True where x is not 0, with mask_zero."""
        return x != 0 if self.mask_zero else None
