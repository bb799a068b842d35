"""Layers, one a file, named as Keras names them."""

from scratch.layers.activation import Activation
from scratch.layers.add import Add
from scratch.layers.concatenate import Concatenate
from scratch.layers.dense import Dense
from scratch.layers.flatten import Flatten
from scratch.layers.global_average_pooling2d import GlobalAveragePooling2D
from scratch.layers.global_max_pooling2d import GlobalMaxPooling2D
from scratch.layers.layer import Layer
from scratch.layers.reshape import Reshape

__all__ = [
    "Activation",
    "Add",
    "Concatenate",
    "Dense",
    "Flatten",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "Layer",
    "Reshape",
]
