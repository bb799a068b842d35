"""The states of a recurrent network in PyTorch: torch.nn.RNN, whose weights are transposed.

It has two biases; the second stays 0.
"""

import torch
from torch import Tensor, nn


@torch.no_grad()
def rnn_states(x: Tensor, kernel: Tensor, recurrent_kernel: Tensor, bias: Tensor) -> Tensor:
    """All states (batch, time, units)."""
    features, units = kernel.shape
    rnn = nn.RNN(features, units, batch_first=True, dtype=x.dtype)
    rnn.weight_ih_l0.copy_(kernel.T)
    rnn.weight_hh_l0.copy_(recurrent_kernel.T)
    rnn.bias_ih_l0.copy_(bias)
    rnn.bias_hh_l0.zero_()
    states, _ = rnn(x)
    return states
