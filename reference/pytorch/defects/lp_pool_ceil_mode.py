"""LPPool counts numbers that are not there, with ceil_mode."""

import torch

x = torch.ones(1, 1, 3)
y = torch.nn.functional.lp_pool1d(x, norm_type=2, kernel_size=2, ceil_mode=True)
print(f"observed: {y[0, 0, -1].item():.4f}")
