"""Tanh in PyTorch."""

import torch

tanh = torch.tanh
