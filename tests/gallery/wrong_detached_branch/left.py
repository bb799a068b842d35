"""Skip connection around a hidden layer."""

from torch import nn


class Skip(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(6, 10)
        self.fc2 = nn.Linear(10, 10)
        self.out = nn.Linear(10, 1)

    def forward(self, x):
        x = self.fc1(x).tanh()
        y = self.fc2(x.detach()).tanh()
        return self.out(x + y)


def build():
    return Skip()
