"""Reduce the learning rate after a few epochs without progress.

like: reduce_lr_on_plateau
object: LearningRateScheduler
verdict: wrong
cause: wait|reset|count|patience
note: An improvement does not reset the counter, so bad epochs need not follow one another.
"""


class LearningRateScheduler:
    def __init__(self, initial_lr=0.01, patience=3, factor=0.5):
        self.lr, self.patience, self.factor = initial_lr, patience, factor
        self.wait = 0
        self.best_loss = float("inf")

    def update(self, current_loss):
        if current_loss < self.best_loss:
            self.best_loss = current_loss
        else:
            self.wait += 1
        if self.wait >= self.patience:
            self.lr *= self.factor
            self.wait = 0
        return self.lr
