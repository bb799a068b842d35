"""Logistic regression; decay without momentum is the same in both frameworks."""

from torch import nn, optim


def build():
    return nn.Linear(7, 1)


def optimizer(model):
    return optim.SGD(model.parameters(), lr=0.1, weight_decay=0.01)


def loss(y_pred, y_true):
    return nn.functional.binary_cross_entropy_with_logits(y_pred, y_true)
