"""Bag of word vectors: embed, average, classify."""

from torch import nn, optim


class Bag(nn.Module):
    def __init__(self, vocabulary=50):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, 8)
        self.fc = nn.Linear(8, 1)

    def forward(self, ids):
        return self.fc(self.embedding(ids).mean(dim=1)).sigmoid()


def build():
    return Bag()


def optimizer(model):
    return optim.SGD(model.parameters(), lr=0.5, momentum=0.5)


def loss(y_pred, y_true):
    return nn.functional.mse_loss(y_pred, y_true)
