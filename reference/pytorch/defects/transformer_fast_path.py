"""A padded sequence is NaN in inference and a number in training."""

import torch

layer = torch.nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True).eval()
x, nothing = torch.ones(1, 2, 4), torch.ones(1, 2, dtype=torch.bool)
slow = layer(x, src_key_padding_mask=nothing)
with torch.no_grad():
    fast = layer(x, src_key_padding_mask=nothing)
print(f"observed: NaN with gradients: {slow.isnan().any()}, without: {fast.isnan().any()}")
