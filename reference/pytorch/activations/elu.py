"""ELU in PyTorch."""

from torch.nn import functional

elu = functional.elu
