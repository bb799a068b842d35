"""The same MLP."""

from torch import nn, optim


def build():
    return nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 1))


def optimizer(model):
    return optim.SGD(model.parameters(), lr=0.1)


def loss(y_pred, y_true):
    return nn.functional.mse_loss(y_pred, y_true)
