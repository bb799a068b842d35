"""Classifier with logits."""

from torch import nn, optim


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(12, 16)
        self.relu = nn.ReLU()
        self.logit = nn.Linear(16, 1)

    def forward(self, x):
        return self.logit(self.relu(self.hidden(x)))


def build():
    return Net()


def optimizer(model):
    return optim.SGD(model.parameters(), lr=0.1)


def loss(y_pred, y_true):
    return nn.BCEWithLogitsLoss()(y_pred, y_true)
