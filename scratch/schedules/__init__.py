"""Schedules: learning rates that change from step to step, one a file."""

from scratch.schedules.cosine_decay import CosineDecay
from scratch.schedules.exponential_decay import ExponentialDecay
from scratch.schedules.schedule import Schedule
from scratch.schedules.step_decay import StepDecay

__all__ = ["CosineDecay", "ExponentialDecay", "Schedule", "StepDecay"]
