"""Centered RMSprop becomes NaN under constant gradients."""

import torch

weights = torch.nn.Parameter(torch.zeros(1000))
optimizer = torch.optim.RMSprop([weights], alpha=0.5, centered=True)
for _ in range(50):
    weights.grad = torch.linspace(1.0, 2.0, 1000)
    optimizer.step()
print(f"observed: all finite after 50 steps: {bool(weights.isfinite().all())}")
