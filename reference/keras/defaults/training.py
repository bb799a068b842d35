"""Schedules, plateaus and batches."""

from typing import Any

import keras
import numpy as np
from keras.optimizers import schedules

from reference.measured import Measured, measured


def rates(schedule: Any, steps: int = 9) -> np.ndarray:
    """The learning rate before each of the first steps."""
    return np.array([float(schedule(step)) for step in range(steps)])


def model(rate: float = 1.0) -> keras.Model:
    """A model of one weight."""
    made = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    made.compile(keras.optimizers.SGD(np.float64(rate)), "mse")
    return made


def plateau(losses: np.ndarray, rate: float = 1.0, **arguments: Any) -> np.ndarray:
    """The learning rate after each of these losses."""
    callback = keras.callbacks.ReduceLROnPlateau(**arguments)
    callback.set_model(model(rate))
    callback.on_train_begin()
    found = []
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"val_loss": float(loss)})
        found.append(float(callback.model.optimizer.learning_rate))
    return np.array(found)


def step_decay_staircase() -> Measured:
    """The rate after 3 steps of a decay to a tenth every 2."""
    y = rates(schedules.ExponentialDecay(1.0, 2, np.float64(0.1)))
    aligned = rates(schedules.ExponentialDecay(1.0, 2, np.float64(0.1), staircase=True))
    return measured(round(float(y[3]), 4), y, aligned)


def piecewise_boundary() -> Measured:
    """The first step at the lower rate, where the boundary is 3."""
    y = rates(schedules.PiecewiseConstantDecay([3], [1.0, 0.1]))
    aligned = rates(schedules.PiecewiseConstantDecay([3 - 1], [1.0, 0.1]))
    return measured(int(np.argmax(y < 1)), y, aligned)


def cosine_past_end() -> Measured:
    """The rate two steps after the end of a cosine of 4."""
    y = rates(schedules.CosineDecay(1.0, 4))
    return measured(round(float(y[6]), 6), y)


def cosine_minimum() -> Measured:
    """The least rate of a cosine from 0.5, whose minimum is given as 0.1."""
    y = float(schedules.CosineDecay(np.float64(0.5), 4, alpha=np.float64(0.1))(4))
    aligned = float(schedules.CosineDecay(np.float64(0.5), 4, alpha=np.float64(0.1) / 0.5)(4))
    return measured(round(y, 6), [y], [aligned])


def plateau_patience() -> Measured:
    """The epochs without improvement before the rate falls, patience 2."""
    y = plateau(np.ones(6), patience=2)
    return measured(int(np.argmax(y < 1)), y, plateau(np.ones(6), patience=2 + 1))


def plateau_threshold() -> Measured:
    """Whether losses that fall from 0.01 by 1e-5 an epoch improve."""
    losses = 0.01 - 1e-5 * np.arange(6)
    y = plateau(losses, patience=3)
    aligned = plateau(losses, patience=3, min_delta=1e-4 * 0.01)
    return measured("yes" if (y == 1).all() else "no", y[-1:], aligned[-1:])


def plateau_cooldown() -> Measured:
    """Epochs from one reduction to the next on a flat loss, cooldown 2, patience aligned."""
    y = plateau(np.ones(12), patience=2, cooldown=2)
    falls = np.flatnonzero(np.diff(np.log10(y)) < -0.5)
    return measured(int(falls[1] - falls[0]), y, plateau(np.ones(12), patience=2, cooldown=2 + 1))


def plateau_least_change() -> Measured:
    """The rate 1e-8 after a plateau: reductions by less than this much are not made."""
    y = plateau(np.ones(3), rate=1e-8, patience=2)
    return measured(round(float(y[-1]), 12), 1e8 * y[-1:])


def batch_size() -> Measured:
    """The rows of a batch, where none is given."""

    def batches(**arguments: int) -> float:
        one = model()
        one.fit(np.zeros((64, 1)), np.zeros((64, 1)), verbose=0, **arguments)
        return float(one.optimizer.iterations)

    count = batches()
    return measured(int(64 / count), count, batches(batch_size=1))


def row_order() -> Measured:
    """Whether rows are shuffled, where it is not said."""
    keras.utils.set_random_seed(0)

    def in_order(**arguments: bool) -> bool:
        seen: list[float] = []

        def loss(y: Any, y_pred: Any) -> Any:
            seen.extend(np.ravel(y))
            return y_pred

        one = model()
        one.compile("sgd", loss, run_eagerly=True)
        one.fit(np.zeros((64, 1)), np.arange(64.0), batch_size=8, verbose=0, **arguments)
        return bool((np.diff(seen) > 0).all())

    default = in_order()
    word = "in order" if default else "shuffled"
    return measured(word, [float(default)], [float(in_order(shuffle=False))])
