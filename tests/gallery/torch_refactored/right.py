"""After the refactoring: named stages and functional calls."""

from torch import nn
from torch.nn import functional as F


class Stage(nn.Module):
    def __init__(self, channels, filters, padding=0):
        super().__init__()
        self.conv = nn.Conv2d(channels, filters, 3, padding=padding)
        self.norm = nn.BatchNorm2d(filters)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)), inplace=True)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stage1 = Stage(3, 8, padding=1)
        self.stage2 = Stage(8, 12)
        self.head = nn.Linear(12 * 3 * 3, 6)

    def forward(self, x):
        x = self.stage2(F.max_pool2d(self.stage1(x), 2))
        return self.head(x.view(x.size(0), -1))


def build():
    return Net()
