"""Separable convolutions, two layers each in PyTorch."""

from torch import nn
from torch.nn import functional as F


class Separable(nn.Module):
    def __init__(self, channels, filters, padding):
        super().__init__()
        self.depthwise = nn.Conv2d(
            channels, channels, 3, padding=padding, groups=channels, bias=False
        )
        self.pointwise = nn.Conv2d(channels, filters, 1)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.sep1 = Separable(3, 6, padding=1)
        self.sep2 = Separable(6, 8, padding=0)
        self.fc = nn.Linear(8, 2)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.sep1(x)), 2)
        x = F.leaky_relu(self.sep2(x), 0.125)
        return self.fc(F.adaptive_avg_pool2d(x, 1).flatten(1))


def build():
    return Net()
