"""Linear model with Adagrad, rates made equal."""

from torch import nn, optim


def build():
    return nn.Sequential(nn.Linear(5, 3), nn.Softplus(), nn.Linear(3, 1))


def optimizer(model):
    return optim.Adagrad(model.parameters(), lr=0.01)


def loss(y_pred, y_true):
    return nn.functional.l1_loss(y_pred, y_true)
