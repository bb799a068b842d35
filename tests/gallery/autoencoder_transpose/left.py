"""Convolutional autoencoder: strided down, transposed up."""

from torch import nn


def build():
    return nn.Sequential(
        nn.ZeroPad2d((0, 1, 0, 1)),
        nn.Conv2d(2, 6, 3, stride=2),
        nn.GroupNorm(3, 6, eps=1e-3),
        nn.Tanh(),
        nn.ConvTranspose2d(6, 2, 4, stride=2, padding=1),
        nn.Sigmoid(),
    )
