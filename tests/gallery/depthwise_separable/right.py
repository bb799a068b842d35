"""The MobileNet-like blocks in PyTorch, whose defaults the Keras model follows."""

from torch import nn


def separable(channels, filters):
    return nn.Sequential(
        nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False),
        nn.BatchNorm2d(channels),
        nn.ReLU6(),
        nn.Conv2d(channels, filters, 1, bias=False),
        nn.BatchNorm2d(filters),
        nn.ReLU6(),
    )


class MobileNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 6, 3, padding=1)
        self.sep1 = separable(6, 8)
        self.sep2 = separable(8, 12)
        self.head = nn.Linear(12, 5)

    def forward(self, x):
        x = self.sep2(self.sep1(self.stem(x)))
        return self.head(x.mean((-2, -1)))


def build():
    return MobileNet()
