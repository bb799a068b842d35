"""A small U-Net: down, up, and the skip beside."""

import torch
from torch import nn


def double_conv(channels, filters):
    return nn.Sequential(
        nn.Conv2d(channels, filters, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(filters, filters, 3, padding=1),
        nn.ReLU(inplace=True),
    )


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = double_conv(1, 4)
        self.pool = nn.MaxPool2d(2)
        self.bottom = double_conv(4, 8)
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.merge = double_conv(8, 4)
        self.head = nn.Conv2d(4, 1, 1)

    def forward(self, x):
        skip = self.down(x)
        x = self.up(self.bottom(self.pool(skip)))
        x = torch.cat((skip, x), dim=1)
        return torch.sigmoid(self.head(self.merge(x)))


def build():
    return UNet()
