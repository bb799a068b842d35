"""The full Poisson loss has a NaN gradient at target 0."""

import torch

target = torch.zeros(1, requires_grad=True)
torch.nn.functional.poisson_nll_loss(torch.ones(1), target, full=True).backward()
print(f"observed: gradient {target.grad.item()}")
