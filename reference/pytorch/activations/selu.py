"""SELU in PyTorch."""

from torch.nn import functional

selu = functional.selu
