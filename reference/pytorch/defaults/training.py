"""Schedules, plateaus and batches."""

from typing import Any

import numpy as np
import torch
from torch.optim import lr_scheduler
from torch.utils.data import DataLoader

from reference.measured import Measured, measured


def rates(schedule: Any, steps: int = 9, **arguments: Any) -> np.ndarray:
    """The learning rate, which begins at 1, before each of the first steps."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = schedule(optimizer, **arguments)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return np.array(found)


def plateau(losses: np.ndarray, rate: float = 1.0, **arguments: Any) -> np.ndarray:
    """The learning rate after each of these losses."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, **arguments)
    found = []
    for loss in losses:
        scheduler.step(float(loss))
        found.append(optimizer.param_groups[0]["lr"])
    return np.array(found)


def step_decay_staircase() -> Measured:
    """The rate after 3 steps of a decay to a tenth every 2."""
    y = rates(lr_scheduler.StepLR, step_size=2, gamma=0.1)
    aligned = rates(lr_scheduler.ExponentialLR, gamma=0.1 ** (1 / 2))
    return measured(round(float(y[3]), 4), y, aligned)


def piecewise_boundary() -> Measured:
    """The first step at the lower rate, where the boundary is 3."""
    y = rates(lr_scheduler.MultiStepLR, milestones=[3], gamma=0.1)
    aligned = rates(lr_scheduler.MultiStepLR, milestones=[3 + 1], gamma=0.1)
    return measured(int(np.argmax(y < 1)), y, aligned)


def cosine_past_end() -> Measured:
    """The rate two steps after the end of a cosine of 4."""
    y = rates(lr_scheduler.CosineAnnealingLR, T_max=4)
    held = rates(
        lr_scheduler.LambdaLR, lr_lambda=lambda step: 0.5 * (1 + np.cos(np.pi * min(step, 4) / 4))
    )
    return measured(round(float(y[6]), 6) + 0.0, y, held)


def cosine_minimum() -> Measured:
    """The least rate of a cosine from 0.5, whose minimum is given as 0.1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)

    def least(eta_min: float) -> float:
        scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max=4, eta_min=eta_min)
        for _ in range(4):
            optimizer.step()
            scheduler.step()
        return float(optimizer.param_groups[0]["lr"])

    y = least(eta_min=0.1)
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
    return measured(round(y, 6), [y], [least(eta_min=0.1 * 0.5)])


def plateau_patience() -> Measured:
    """The epochs without improvement before the rate falls, patience 2."""
    y = plateau(np.ones(6), patience=2)
    return measured(int(np.argmax(y < 1)), y, plateau(np.ones(6), patience=2 - 1))


def plateau_threshold() -> Measured:
    """Whether losses that fall from 0.01 by 1e-5 an epoch improve."""
    losses = 0.01 - 1e-5 * np.arange(6)
    y = plateau(losses, patience=2)
    aligned = plateau(losses, patience=2, threshold_mode="abs")
    return measured("yes" if (y == 1).all() else "no", y[-1:], aligned[-1:])


def plateau_cooldown() -> Measured:
    """Epochs from one reduction to the next on a flat loss, cooldown 2, patience aligned."""
    y = plateau(np.ones(12), patience=1, cooldown=2)
    falls = np.flatnonzero(np.diff(np.log10(y)) < -0.5)
    aligned = plateau(np.ones(12), patience=1, cooldown=2 - 1)
    return measured(int(falls[1] - falls[0]), y, aligned)


def plateau_least_change() -> Measured:
    """The rate 1e-8 after a plateau: reductions by less than this much are not made."""
    y = plateau(np.ones(3), rate=1e-8, patience=1)
    aligned = plateau(np.ones(3), rate=1e-8, patience=1, eps=0.0)
    return measured(float(y[-1]), 1e8 * y[-1:], 1e8 * aligned[-1:])


def batch_size() -> Measured:
    """The rows of a batch, where none is given."""
    batches = DataLoader(np.zeros((64, 1)))
    aligned = DataLoader(np.zeros((64, 1)), batch_size=32)
    return measured(len(next(iter(batches))), float(len(batches)), float(len(aligned)))


def row_order() -> Measured:
    """Whether rows are shuffled, where it is not said."""
    torch.manual_seed(0)
    rows = torch.cat(list(DataLoader(torch.arange(64.0), batch_size=8)))
    mixed = DataLoader(torch.arange(64.0), batch_size=8, shuffle=True)
    in_order = bool((rows.diff() > 0).all())
    aligned = bool((torch.cat(list(mixed)).diff() > 0).all())
    return measured("in order" if in_order else "shuffled", [float(in_order)], [float(aligned)])
