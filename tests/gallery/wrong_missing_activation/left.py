"""Two hidden layers."""

from torch import nn


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(10, 24)
        self.fc2 = nn.Linear(24, 12)
        self.fc3 = nn.Linear(12, 2)

    def forward(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x)
        return self.fc3(x)


def build():
    return MLP()
