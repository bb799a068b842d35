"""The hold-out split in PyTorch: torch.split of the rows in the given order."""

import math

from torch import Tensor

from reference.pytorch.data.shuffle import shuffle


def train_test_split(
    x: Tensor, y: Tensor, order: Tensor, fraction: float = 0.25
) -> tuple[Tensor, ...]:
    """(x_train, x_test, y_train, y_test)."""
    test = math.ceil(fraction * len(x))
    return tuple(
        part for rows in shuffle(x, y, order) for part in rows.split([len(x) - test, test])
    )
