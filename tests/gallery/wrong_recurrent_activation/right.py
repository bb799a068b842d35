"""Sequence model."""

from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 8, batch_first=True)
        self.fc = nn.Linear(8, 2)
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return self.softmax(self.fc(h.squeeze(0)))


def build():
    return Net()
