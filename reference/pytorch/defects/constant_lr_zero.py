"""ConstantLR(factor=0) divides by zero in the middle of training."""

import torch

optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
scheduler = torch.optim.lr_scheduler.ConstantLR(optimizer, factor=0.0, total_iters=2)
for _ in range(2):
    optimizer.step()
    scheduler.step()
print(f"observed: learning rate {optimizer.param_groups[0]['lr']}")
