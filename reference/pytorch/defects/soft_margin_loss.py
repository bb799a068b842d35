"""SoftMarginLoss overflows for a prediction that is 100 off."""

import torch

x = torch.tensor([100.0], requires_grad=True)
loss = torch.nn.functional.soft_margin_loss(x, torch.tensor([-1.0]))
loss.backward()
print(f"observed: loss {loss.item()}, gradient {x.grad.item()}")
