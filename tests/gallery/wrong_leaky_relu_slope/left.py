"""Discriminator-like CNN."""

from torch import nn


def build():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1),
        nn.LeakyReLU(),
        nn.AvgPool2d(2),
        nn.Conv2d(8, 1, 4),
        nn.Flatten(),
    )
