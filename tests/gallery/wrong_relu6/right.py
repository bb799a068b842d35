"""Depthwise-separable blocks."""

from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.dw = nn.Conv2d(3, 6, 3, padding=1, groups=3)
        self.pw = nn.Conv2d(6, 8, 1)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        x = x * 20.0
        x = F.relu6(self.dw(x))
        x = F.relu(self.pw(x))
        return self.fc(x.mean((2, 3)))


def build():
    return Net()
