"""Callbacks: what `fit` calls at the end of each epoch, one a file."""

from scratch.callbacks.early_stopping import EarlyStopping
from scratch.callbacks.monitor import Monitor
from scratch.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau

CALLBACKS = {"early_stopping": EarlyStopping, "reduce_lr_on_plateau": ReduceLROnPlateau}
"""Name of the concept -> class."""

__all__ = ["CALLBACKS", "EarlyStopping", "Monitor", "ReduceLROnPlateau"]
