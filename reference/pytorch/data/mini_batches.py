"""Mini-batches in PyTorch: torch.utils.data.DataLoader, with the order as its sampler."""

from torch import Tensor
from torch.utils.data import DataLoader, TensorDataset


def numbered_batches(
    x: Tensor, y: Tensor, batch_size: int, order: Tensor | None = None
) -> dict[str, Tensor]:
    """The batches under names: x:0, y:0, x:1, y:1, ..."""
    sampler = None if order is None else order.tolist()
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, sampler=sampler)
    return {f"{name}:{i}": rows for i, xy in enumerate(loader) for name, rows in zip("xy", xy)}
