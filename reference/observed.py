"""What both frameworks reduce a model to: a list of Layers, in the order in which they ran.

A Layer is one step of the model: a module or a layer, a function called in `forward`, or the
activation that a Keras layer carries as an argument. Arrays are canonical: batch first, channels
last, kernels (in, out) and HWIO, gates i f c o and z r h, whatever the framework has.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

Source = tuple[int, int]
"""(layer, which of its outputs); (-1, k) is the model's input k and (-2, 0) a constant."""

INPUT, CONSTANT = -1, -2
ACTIVATIONS = {
    "relu", "relu6", "sigmoid", "tanh", "softmax", "log_softmax", "gelu", "silu", "elu", "selu",
    "leaky_relu", "softplus", "softsign", "mish", "hard_silu", "hard_sigmoid", "hard_tanh",
    "log_sigmoid", "celu", "exponential", "linear", "tanh_shrink",
}  # fmt: skip
"""The functions whose names say what they do; any other is the user's own."""


class Unobservable(Exception):
    """The model cannot be run or read; the message says why, in one line."""


@dataclass
class Layer:
    """One step of a model.

    Attributes:
        name: what the user calls it: "features.0", "conv2d_1", "relu (function)".
        kind: "dense", "conv", "activation", "batch_normalization", ...; the class's or
            function's own name where the kind is not known.
        arguments: the canonical arguments: {"epsilon": 1e-3, "strides": (2, 2)}.
        weights: name -> array, trained or not.
        state: the names of those weights that training updates without a gradient.
        frozen: the names of those that are not trained.
        sources: where each input comes from.
        inputs, outputs: the arrays themselves.
        output_gradient: of the first output; None where nothing depends on it.
        input_gradients: one for each input; None where there is none.
        weight_gradients: name -> array.
        owner: the layer that carries this one as an argument, or what it is split from.
    """

    name: str
    kind: str
    arguments: dict[str, Any] = field(default_factory=dict)
    weights: dict[str, np.ndarray] = field(default_factory=dict)
    state: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    sources: list[Source] = field(default_factory=list)
    inputs: list[np.ndarray] = field(default_factory=list)
    outputs: list[np.ndarray] = field(default_factory=list)
    output_gradient: np.ndarray | None = None
    weight_gradients: dict[str, np.ndarray] = field(default_factory=dict)
    owner: str = ""

    @property
    def output(self) -> np.ndarray:
        """The first output."""
        return self.outputs[0]


@dataclass
class Observation:
    """One run of a model.

    Attributes:
        layers: its steps, in the order in which they ran.
        output: what the model returned (the first of it).
        output_source: which layer gave that.
        input_gradients: dL/dinput, for floating inputs.
        loss: the loss, where one was computed.
        state_after: layer -> name -> value after a training run.
    """

    layers: list[Layer]
    output: np.ndarray
    output_source: Source
    input_gradients: list[np.ndarray | None] = field(default_factory=list)
    loss: np.ndarray | None = None
    state_after: dict[int, dict[str, np.ndarray]] = field(default_factory=dict)


def named_rate(text: str) -> tuple[str, float]:
    """sgd:0.1 as an optimizer's name and learning rate, 0.01 where none is given.

    >>> named_rate("sgd:0.1"), named_rate("adam"), named_rate("adam:x")
    (('sgd', 0.1), ('adam', 0.01), ('', 0.0))
    """
    name, _, rate = text.partition(":")
    try:
        return name, float(rate or 0.01)
    except ValueError:
        return "", 0.0
