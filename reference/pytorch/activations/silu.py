"""SiLU in PyTorch."""

from torch.nn import functional

silu = functional.silu
