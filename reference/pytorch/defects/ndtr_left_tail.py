"""The normal distribution's left tail is cut off."""

import torch

x = torch.tensor(-10.0, dtype=torch.float64)
print(f"observed: {torch.special.ndtr(x).item():.2e}")
