"""MultiheadAttention's output hangs on whether weights are asked for."""

import torch

x = torch.ones(1, 2, 4)
attention = torch.nn.MultiheadAttention(4, 2, bias=False, batch_first=True)
nothing = torch.ones(1, 2, dtype=torch.bool)
with_weights, without = (
    attention(x, x, x, key_padding_mask=nothing, need_weights=need)[0][0, 0, 0].item()
    for need in (True, False)
)
print(f"observed: with weights {with_weights}, without {without}")
