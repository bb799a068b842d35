"""Activation functions: callables with a derivative, one a file, named as Keras names them."""

from scratch.activations.linear import linear
from scratch.activations.relu import relu
from scratch.activations.sigmoid import sigmoid
from scratch.registry import lookup

ACTIVATIONS = {f.name: f for f in (linear, relu, sigmoid)}


def get(activation):
    """The activation function called `activation`; None is the identity.

    >>> get("relu").name
    'relu'
    """
    return lookup("activation", "linear" if activation is None else activation, ACTIVATIONS)


__all__ = ["ACTIVATIONS", "get", *ACTIVATIONS]
