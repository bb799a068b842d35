"""Sigmoid in PyTorch."""

import torch

sigmoid = torch.sigmoid
