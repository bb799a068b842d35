r"""Early stopping: the end of a training whose watched quantity no longer gets better.

After `patience` epochs without a new best value the training stops; the weights of the best epoch
may be put back.

Source: Prechelt, "Early stopping - but when?", 1998.
"""

import numpy as np

from scratch.callbacks.monitor import Monitor
from scratch.validation import boolean, integer, number, reals, reject


class EarlyStopping(Monitor):
    """Stops `fit` after `patience` epochs without a new best value; never in the first epoch.

    Arguments:
        monitor, min_delta, mode: as every Monitor's.
        patience: how many epochs without a new best value are waited for; 0 is as 1.
        baseline: a value to be better than, before which no epoch counts as a success.
        restore_best_weights: put the best epoch's weights back at the end, stopped or not.

    Attributes:
        best, best_epoch: the best value and its epoch, counted from 0; None before there is one.

    A first value of NaN is not the best; Keras takes it for the best, and for ever.
    """

    def __init__(
        self,
        monitor="val_loss",
        min_delta=0,
        patience=0,
        mode="auto",
        baseline=None,
        restore_best_weights=False,
    ):
        super().__init__(monitor, mode, min_delta)
        self.patience = integer("patience", patience, least=0)
        self.baseline = baseline if baseline is None else float(number("baseline", baseline))
        self.restore_best_weights = boolean("restore_best_weights", restore_best_weights)

    def reset(self):
        """Forget what an earlier training left."""
        super().reset()
        self.wait, self.best_epoch, self.best_weights = 0, None, None

    def on_epoch_end(self, network, epoch, logs):
        """True where the training is to stop."""
        stop = self.update(epoch, self.value(logs))
        if self.restore_best_weights and self.best_epoch == epoch:
            weights = {**network.params, **network.state}
            self.best_weights = {name: array.copy() for name, array in weights.items()}
        return stop

    def on_train_end(self, network):
        """Put the best weights back, where that is wanted."""
        if self.best_weights is not None:
            network.set_weights(self.best_weights)

    def update(self, epoch, value):
        """Take in an epoch's value; True where the training is to stop."""
        self.wait += 1
        if self.is_better(value, self.best):
            self.best, self.best_epoch = value, epoch
            if self.baseline is None or self.is_better(value, self.baseline):
                self.wait = 0
            return False
        return self.wait >= self.patience and epoch > 0


def early_stopping(curve, **arguments):
    """Where trainings stop whose watched quantity takes the values of `curve`.

    Arguments:
        curve: a value an epoch, shape (epochs,), or (trainings, epochs).
        arguments: of EarlyStopping.

    Returns the number of epochs that are run and the best of them, counted from 0.

    >>> found = early_stopping(np.array([3.0, 2.0, 2.5, 2.2, 1.0]), patience=2)
    >>> int(found["epochs"]), int(found["best_epoch"])
    (4, 1)
    """
    curve = reals("curve", curve, least_rank=1)
    if curve.ndim > 2:
        reject("curve", "an array of 1 or 2 dimensions", curve.shape)
    if curve.size == 0:
        reject("curve", "one value an epoch, and not empty", curve.shape)
    found = [stopped(EarlyStopping(**arguments), values) for values in np.atleast_2d(curve)]
    epochs, best_epoch = np.array(found).T.reshape(2, *curve.shape[:-1])
    return {"epochs": epochs, "best_epoch": best_epoch}


def stopped(callback, values):
    """(epochs run, best epoch); -1 where there is no best one."""
    for epoch, value in enumerate(values):
        if callback.update(epoch, float(value)):
            break
    return epoch + 1, -1 if callback.best_epoch is None else callback.best_epoch
