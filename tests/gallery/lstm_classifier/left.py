"""Sequence classifier: two LSTM layers, the last output."""

from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(5, 8, batch_first=True)
        self.lstm2 = nn.LSTM(8, 6, batch_first=True)
        self.fc = nn.Linear(6, 3)

    def forward(self, x):
        x, _ = self.lstm1(x)
        x, _ = self.lstm2(x)
        return self.fc(x[:, -1])


def build():
    return Classifier()
