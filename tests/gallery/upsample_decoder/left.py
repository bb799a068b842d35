"""From a vector to an image."""

from torch import nn


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(6, 4 * 4 * 8)
        self.layers = nn.ModuleList([nn.Conv2d(8, 6, 3, padding=1), nn.Conv2d(6, 1, 3, padding=1)])
        self.up = nn.Upsample(scale_factor=2)

    def forward(self, z):
        x = self.fc(z).view(-1, 4, 4, 8).permute(0, 3, 1, 2)
        x = nn.functional.relu(self.layers[0](self.up(x)))
        return self.layers[1](self.up(x)).tanh()


def build():
    return Decoder()
