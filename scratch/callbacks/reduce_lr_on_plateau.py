r"""Reducing the learning rate on a plateau: η ← max(r η, η_min) when a quantity stays as it is.

Keras:    on the `patience`-th bad epoch in a row; the last epoch of a cooldown counts again;
          better means better by `min_delta`
PyTorch:  on the one after it; no epoch of a cooldown counts; better means better by the share
          `min_delta` of the best value

Source: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
networks", 2012, section 5.
"""

import numpy as np

from scratch.callbacks.monitor import Monitor
from scratch.validation import integer, number, one_of, reals, reject


class ReduceLROnPlateau(Monitor):
    """Multiplies the learning rate by a factor after `patience` epochs without a new best value.

    Arguments:
        monitor, mode, min_delta: as every Monitor's.
        factor: r in [0, 1).
        patience: how many epochs without a new best value are waited for; 0 is as 1 in Keras's
            convention.
        cooldown: for how many epochs after a reduction none is counted.
        min_lr: η_min.
        convention: "keras" or "pytorch", whose way of counting is followed.

    A first value of NaN is not the best; Keras takes it for the best, and for ever.
    """

    def __init__(
        self,
        monitor="val_loss",
        factor=0.1,
        patience=10,
        mode="auto",
        min_delta=1e-4,
        cooldown=0,
        min_lr=0.0,
        convention="keras",
    ):
        super().__init__(monitor, mode, min_delta)
        self.factor = float(number("factor", factor, least=0, below=1))
        self.patience = integer("patience", patience, least=0)
        self.cooldown = integer("cooldown", cooldown, least=0)
        self.min_lr = float(number("min_lr", min_lr, least=0))
        self.convention = one_of("convention", convention, ("keras", "pytorch"))

    def reset(self):
        """Forget what an earlier training left."""
        super().reset()
        self.wait = self.cooling = 0

    def on_train_begin(self, network):
        """Start anew. Raises TypeError where a schedule sets the learning rate."""
        super().on_train_begin(network)
        rate = network.optimizer.learning_rate
        if callable(rate):
            reject("learning_rate", "a number, to be reduced on a plateau", rate, TypeError)

    def on_epoch_end(self, network, epoch, logs):
        """Set the optimizer's learning rate of the next epoch."""
        optimizer = network.optimizer
        optimizer.learning_rate = self.update(self.value(logs), optimizer.learning_rate)

    def update(self, value, η):
        """Take in an epoch's value; the learning rate of the next epoch."""
        before, self.cooling = self.cooling, max(self.cooling - 1, 0)
        cooling = self.cooling if self.convention == "keras" else before
        if self.is_better(value, self.best):
            self.best, self.wait = value, 0
        else:
            self.wait = 0 if cooling else self.wait + 1
        tolerated = self.patience + (self.convention == "pytorch")
        if self.wait < max(tolerated, 1):
            return η
        self.wait, self.cooling = 0, self.cooldown
        return max(η * self.factor, min(η, self.min_lr))

    def is_better(self, value, best):
        """As Monitor's; PyTorch measures `min_delta` in shares of the best value."""
        if best is None or self.convention == "keras":
            return super().is_better(value, best)
        if self.mode == "min":
            return value < best * (1 - self.min_delta)
        return value > best * (1 + self.min_delta)


def reduce_lr_on_plateau(curve, learning_rate=1.0, **arguments):
    """The learning rate after each epoch of trainings whose watched quantity is `curve`.

    Arguments:
        curve: a value an epoch, shape (epochs,), or (trainings, epochs).
        learning_rate: before the first epoch.
        arguments: of ReduceLROnPlateau.

    >>> reduce_lr_on_plateau(np.array([3.0, 2.0, 2.0, 2.0, 2.0]), factor=0.5, patience=2)
    array([1. , 1. , 1. , 0.5, 0.5])
    """
    curve = reals("curve", curve, least_rank=1)
    if curve.ndim > 2:
        reject("curve", "an array of 1 or 2 dimensions", curve.shape)
    learning_rate = float(number("learning_rate", learning_rate, least=0))
    found = [
        rates(ReduceLROnPlateau(**arguments), row, learning_rate) for row in np.atleast_2d(curve)
    ]
    return np.array(found, curve.dtype).reshape(curve.shape)


def rates(callback, values, η):
    """The learning rate after each of the values."""
    found = []
    for value in values:
        η = callback.update(float(value), η)
        found.append(η)
    return found
