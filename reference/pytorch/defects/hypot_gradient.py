"""hypot has a NaN gradient at 0."""

import torch

x = torch.zeros(1, requires_grad=True)
torch.hypot(x, torch.zeros(1)).backward()
print(f"observed: gradient {x.grad.item()}")
