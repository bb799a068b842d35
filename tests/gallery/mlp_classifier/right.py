"""Digits classifier ported to PyTorch."""

import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, 64)
        self.drop = nn.Dropout(0.2)
        self.logits = nn.Linear(64, 10)

    def forward(self, x):
        x = torch.flatten(x, 1)  # one channel: nothing to reorder
        x = torch.tanh(self.fc1(x))
        return self.logits(self.drop(x))


def build():
    return Classifier()


def optimizer(model):
    return torch.optim.SGD(model.parameters(), lr=0.1)


def loss(y_pred, y_true):
    return nn.functional.cross_entropy(y_pred, y_true)
