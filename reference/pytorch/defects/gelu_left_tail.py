"""GELU is 0 where it is still a number."""

import torch

x = torch.tensor(-10.0, dtype=torch.float64)
print(f"observed: {torch.nn.functional.gelu(x).item():.2e}")
