"""What callbacks share that watch a quantity from epoch to epoch: when is it better than before?"""

import math

from scratch.validation import number, one_of, reject

FALLING = ("loss", "mse", "mae", "rmse")
RISING = ("accuracy", "binary_accuracy", "precision", "recall", "f1_score", "r2")


class Monitor:
    """Keeps the best value of a quantity.

    Arguments:
        monitor: the quantity's name in the logs, "loss" or "val_accuracy".
        mode: "min" where it should fall, "max" where it should rise, "auto" to go by its name.
        min_delta: what it must change by to be better.
    """

    def __init__(self, monitor, mode, min_delta):
        if not isinstance(monitor, str):
            reject("monitor", "the name of a quantity", monitor, TypeError)
        self.monitor = monitor
        self.mode = direction(monitor, one_of("mode", mode, ("auto", "min", "max")))
        self.min_delta = float(number("min_delta", min_delta, least=0))
        self.reset()

    def reset(self):
        """Forget what an earlier training left."""
        self.best = None

    def on_train_begin(self, network):
        """Start anew, so that a callback may serve one `fit` after another."""
        self.reset()

    def value(self, logs):
        """The quantity's value in `logs`. Raises ValueError where it is not there."""
        if self.monitor not in logs:
            reject("monitor", f"one of {', '.join(logs)}", self.monitor)
        return float(logs[self.monitor])

    def is_better(self, value, best):
        """Whether `value` is better than `best`, which is None at first; NaN never is."""
        if best is None:
            return not math.isnan(value)
        if self.mode == "min":
            return value + self.min_delta < best
        return value - self.min_delta > best


def direction(monitor, mode):
    """`mode`, where it is not "auto"; else that of the quantity's name."""
    name = monitor.removeprefix("val_")
    if mode != "auto":
        return mode
    if name not in FALLING + RISING:
        reject("mode", f"'min' or 'max' where monitor is {monitor!r}", mode)
    return "min" if name in FALLING else "max"
