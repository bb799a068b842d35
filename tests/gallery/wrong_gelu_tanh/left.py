"""Feed-forward half of a transformer block."""

from torch import nn


class FeedForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(8, eps=1e-6)
        self.up = nn.Linear(8, 32)
        self.act = nn.GELU(approximate="tanh")
        self.down = nn.Linear(32, 8)

    def forward(self, x):
        return x + self.down(self.act(self.up(self.norm(x))))


def build():
    return FeedForward()
