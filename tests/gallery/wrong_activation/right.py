"""Two hidden layers."""

from torch import nn


def build():
    return nn.Sequential(
        nn.Linear(10, 24),
        nn.ELU(),
        nn.Linear(24, 12),
        nn.SELU(),
        nn.Linear(12, 2),
    )
