"""Activation functions: callables with a derivative, one a file, named as Keras names them."""

from scratch.activations.elu import elu
from scratch.activations.gelu import gelu
from scratch.activations.leaky_relu import leaky_relu
from scratch.activations.linear import linear
from scratch.activations.log_softmax import log_softmax
from scratch.activations.relu import relu
from scratch.activations.selu import selu
from scratch.activations.sigmoid import sigmoid
from scratch.activations.silu import silu
from scratch.activations.softmax import softmax
from scratch.activations.softplus import softplus
from scratch.activations.tanh import tanh
from scratch.registry import lookup
from scratch.validation import reject

ACTIVATIONS = {
    f.name: f
    for f in (
        elu,
        gelu,
        leaky_relu,
        linear,
        log_softmax,
        relu,
        selu,
        sigmoid,
        silu,
        softmax,
        softplus,
        tanh,
    )
}


def get(activation):
    """The activation function called `activation`; None is the identity.

    >>> get("relu").name
    'relu'
    """
    found = lookup("activation", "linear" if activation is None else activation, ACTIVATIONS)
    if not callable(found):
        reject("activation", "a name or a callable", activation, TypeError)
    return found


__all__ = ["ACTIVATIONS", "get", *ACTIVATIONS]
