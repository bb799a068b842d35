"""ReLU in PyTorch."""

import torch

relu = torch.relu
