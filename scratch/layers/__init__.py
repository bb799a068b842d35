"""Layers, one a file, named as Keras names them."""

from scratch.layers.dense import Dense
from scratch.layers.layer import Layer

__all__ = ["Dense", "Layer"]
