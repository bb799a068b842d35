"""Callbacks: what `fit` calls at the end of each epoch, one a file."""

from scratch.callbacks.early_stopping import EarlyStopping
from scratch.callbacks.monitor import Monitor
from scratch.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau

__all__ = ["EarlyStopping", "Monitor", "ReduceLROnPlateau"]
