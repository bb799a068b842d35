"""ReduceLROnPlateau never sees a plateau below zero."""

import torch

optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=2)
for _ in range(4):
    scheduler.step(-1.0)
print(f"observed: learning rate {optimizer.param_groups[0]['lr']}")
