"""Decoder that doubles the resolution."""

from torch import nn


def build():
    return nn.Sequential(
        nn.ConvTranspose2d(4, 8, 4, stride=2, padding=1),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 3, 3, stride=2, padding=1, output_padding=1),
        nn.Sigmoid(),
    )
