"""The gradient of GELU by tanh is NaN at large numbers."""

import torch

x = torch.tensor(1e20, requires_grad=True)
torch.nn.functional.gelu(x, approximate="tanh").backward()
print(f"observed: gradient {x.grad.item()}")
