"""Early stopping: update(loss) says whether to stop.

like: early_stopping
object: EarlyStopping
verdict: wrong
cause: best|previous|last (value|epoch)|compar
note: Each loss is compared with the one before instead of the best so far.
"""


class EarlyStopping:
    def __init__(self, patience=3):
        self.patience = patience
        self.last = float("inf")
        self.wait = 0

    def update(self, loss):
        if loss < self.last:
            self.wait = 0
        else:
            self.wait += 1
        self.last = loss
        return self.wait >= self.patience
