"""Linear regression by gradient descent."""

from torch import nn, optim


def build():
    return nn.Sequential(nn.Linear(6, 1))


def optimizer(model):
    return optim.SGD(model.parameters())


def loss(y_pred, y_true):
    return (y_pred - y_true).pow(2).mean()
