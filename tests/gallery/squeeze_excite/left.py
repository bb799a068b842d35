"""A squeeze-and-excitation block."""

from torch import nn


class SE(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.reduce = nn.Linear(8, 2)
        self.expand = nn.Linear(2, 8)
        self.head = nn.Conv2d(8, 3, 1)

    def forward(self, x):
        x = nn.functional.silu(self.conv(x))
        s = x.mean((2, 3))
        s = self.expand(self.reduce(s).relu()).sigmoid()
        return self.head(x * s[:, :, None, None])


def build():
    return SE()
