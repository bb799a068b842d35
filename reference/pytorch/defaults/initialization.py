"""First values of weights."""

import numpy as np
import torch

from reference.measured import Measured, measured


def dense_kernel_initialization() -> Measured:
    """The greatest weight of a square Linear layer, in units of 1 / sqrt(fan_in)."""
    torch.manual_seed(0)
    kernel = torch.nn.Linear(256, 256).weight
    glorot = torch.nn.init.xavier_uniform_(torch.empty(256, 256))
    limit = kernel.abs().max() * 16
    return measured(round(float(limit), 2), limit, glorot.abs().max() * 16)


def dense_bias_initialization() -> Measured:
    """The greatest bias, in units of 1 / sqrt(fan_in)."""
    torch.manual_seed(0)
    layer = torch.nn.Linear(256, 4096)
    limit = float(layer.bias.abs().max() * 16)
    torch.nn.init.zeros_(layer.bias)
    return measured(round(limit, 2), limit, layer.bias.abs().max())


def conv_kernel_initialization() -> Measured:
    """The greatest weight of a convolution of as many filters as channels, times sqrt(fan_in)."""
    torch.manual_seed(0)
    kernel = torch.nn.Conv2d(64, 64, 3).weight
    glorot = torch.nn.init.xavier_uniform_(torch.empty(64, 64, 3, 3))
    limit = kernel.abs().max() * 24
    return measured(round(float(limit), 2), limit, glorot.abs().max() * 24)


def conv_bias_initialization() -> Measured:
    """The greatest bias of a convolution, times sqrt(fan_in)."""
    torch.manual_seed(0)
    layer = torch.nn.Conv2d(4, 4096, 3)
    limit = float(layer.bias.abs().max() * 6)
    torch.nn.init.zeros_(layer.bias)
    return measured(round(limit, 2), limit, layer.bias.abs().max())


def embedding_initialization() -> Measured:
    """The standard deviation of an embedding's rows."""
    torch.manual_seed(0)
    layer = torch.nn.Embedding(1000, 1000)
    deviation = float(layer.weight.std())
    torch.nn.init.uniform_(layer.weight, -0.05, 0.05)
    return measured(round(deviation, 3), deviation, layer.weight.std())


def he_normal_tail() -> Measured:
    """How many standard deviations the greatest of a million weights is away."""
    torch.manual_seed(0)
    plain = torch.nn.init.kaiming_normal_(torch.empty(1000, 1000))
    std = (2 / 1000) ** 0.5 / 0.87962566
    cut = torch.nn.init.trunc_normal_(torch.empty(1000, 1000), std=std, a=-2 * std, b=2 * std)
    ratios = [float(w.abs().max() / w.std()) for w in (plain, cut)]
    return measured("cut" if ratios[0] < 3 else "not cut", ratios[0], ratios[1])


def truncated_normal_deviation() -> Measured:
    """The standard deviation of what is drawn."""
    torch.manual_seed(0)
    w = torch.nn.init.trunc_normal_(torch.empty(1000, 1000))
    narrow = torch.nn.init.trunc_normal_(torch.empty(1000, 1000), std=0.05, a=-0.1, b=0.1)
    return measured(round(float(w.std()), 2), w.std(), narrow.std())


def recurrent_kernel_initialization() -> Measured:
    """How far a recurrent kernel is from orthogonal: |UU' - I|."""
    torch.manual_seed(0)
    layer = torch.nn.RNN(4, 64)

    def distance() -> float:
        u = layer.weight_hh_l0.detach().double().numpy()
        return float(np.abs(u @ u.T - np.eye(64)).max())

    default = distance()
    torch.nn.init.orthogonal_(layer.weight_hh_l0)
    return measured("orthogonal" if default < 1e-5 else "uniform", default, distance())


def lstm_forget_bias() -> Measured:
    """The mean of the forget gate's bias, both biases together."""
    torch.manual_seed(0)
    layer = torch.nn.LSTM(4, 64)
    H = layer.hidden_size
    default = (layer.bias_ih_l0 + layer.bias_hh_l0)[H : 2 * H].mean().item()
    with torch.no_grad():
        layer.bias_hh_l0.zero_()
        layer.bias_ih_l0.zero_()
        layer.bias_ih_l0[H : 2 * H] = 1
    aligned = (layer.bias_ih_l0 + layer.bias_hh_l0)[H : 2 * H].mean()
    return measured("1" if default == 1 else "about 0", default, aligned)


def prelu_slope() -> Measured:
    """The first slope of PReLU."""
    layer = torch.nn.PReLU()
    zeros = torch.nn.PReLU(init=0.0)
    return measured(float(layer.weight), layer.weight[0], zeros.weight[0])
