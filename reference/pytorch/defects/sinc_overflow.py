"""sinc is NaN at large numbers."""

import torch

y = torch.sinc(torch.tensor([2e38]))
print(f"observed: nearly zero: {bool(y.abs() < 1e-30)}")
