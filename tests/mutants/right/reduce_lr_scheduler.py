"""Halve the learning rate when the loss stays on a plateau.

like: reduce_lr_on_plateau
object: LearningRateScheduler
verdict: right
note: Keras's counting: the patience-th bad epoch reduces; update(loss) returns the new rate.
"""


class LearningRateScheduler:
    def __init__(self, initial_lr=0.01, patience=3, factor=0.5):
        self.lr = initial_lr
        self.patience = patience
        self.factor = factor
        self.wait = 0
        self.best_loss = float("inf")

    def update(self, current_loss):
        if current_loss < self.best_loss:
            self.best_loss = current_loss
            self.wait = 0
            return self.lr
        self.wait += 1
        if self.wait >= self.patience:
            self.lr *= self.factor
            self.wait = 0
        return self.lr
