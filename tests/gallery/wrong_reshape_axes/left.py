"""Patches of an image as a sequence, channels laid out wrongly."""

from torch import nn


class Patches(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Conv2d(3, 8, 4, stride=4)
        self.gru = nn.GRU(8, 5, batch_first=True)
        self.head = nn.Linear(5, 3)

    def forward(self, x):
        x = self.embed(x)
        x = x.reshape(x.shape[0], 16, 8)
        y, _ = self.gru(x)
        return self.head(y[:, -1])


def build():
    return Patches()
