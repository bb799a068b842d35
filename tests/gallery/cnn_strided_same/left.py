"""Strided convolutions with SAME padding written out by hand."""

from torch import nn
from torch.nn import functional as F


class Strided(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, stride=2)
        self.conv2 = nn.Conv2d(8, 12, 3, stride=2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(12, 4)

    def forward(self, x):
        x = F.relu(self.conv1(F.pad(x, (0, 1, 0, 1))))
        x = F.relu(self.conv2(F.pad(x, (0, 1, 0, 1))))
        x = self.pool(x).flatten(1)
        return self.fc(x)


def build():
    return Strided()
