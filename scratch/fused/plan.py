"""Plan: a list of layers as a list of steps, laid out in buffers that are kept.

    forward:   x → step 1 → ... → step n → y → loss
    backward:  dL/dy → step n → ... → step 1
    update:    the optimizer, on all parameters at once

Each step does the work of one layer or of several. It owns the buffer of its input, which the
step before writes to, so that nothing is copied on the way.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from scratch.activations.linear import Linear
from scratch.activations.relu import Relu
from scratch.activations.sigmoid import Sigmoid, sigmoid
from scratch.activations.tanh import Tanh
from scratch.fused import losses
from scratch.fused.activations import FUSED
from scratch.fused.arena import Arena
from scratch.fused.contest import PHASES
from scratch.fused.conv2d import FusedConv2D
from scratch.fused.dense import FusedDense
from scratch.fused.embedding import FusedEmbedding
from scratch.fused.flatten import FusedFlatten
from scratch.fused.gru import GRUWalk
from scratch.fused.lstm import LSTMWalk
from scratch.fused.optimizer import FlatOptimizer
from scratch.fused.parameters import Parameters
from scratch.fused.plain import Plain
from scratch.fused.recurrent import FusedRecurrent
from scratch.fused.simple_rnn import SimpleRNNWalk
from scratch.layers.conv2d import Conv2D
from scratch.layers.dense import Dense
from scratch.layers.embedding import Embedding
from scratch.layers.flatten import Flatten
from scratch.layers.gru import GRU
from scratch.layers.lstm import LSTM
from scratch.layers.max_pooling2d import MaxPooling2D
from scratch.layers.simple_rnn import SimpleRNN

FLOAT32, FLOAT64 = np.dtype("float32"), np.dtype("float64")
WALKS = {LSTM: LSTMWalk, GRU: GRUWalk, SimpleRNN: SimpleRNNWalk}

KEPT = 2
"""Layouts that are kept: batches of two sizes take turns where the last of an epoch is short."""


@dataclass
class Memory:
    """Where a step takes its arrays from, and in which dtype."""

    arena: Arena
    parameters: Parameters
    dtype: np.dtype


class Plan:
    """The fused training steps of `network`, a built Sequential that is compiled.

    >>> from scratch.network import Sequential
    >>> network = Sequential([Dense(4, "tanh"), Dense(1)])
    >>> network.build((None, 2), rng=0)
    >>> network.compile("adam", "mean_squared_error", fused=True)
    >>> losses = [network.train_on_batch(np.ones((8, 2)), np.ones((8, 1))) for _ in range(2)]
    >>> losses[1] < losses[0]
    True
    """

    def __init__(self, network):
        self.network = network
        self.parameters = self.layout = None

    def __reduce__(self):
        """A copy of the network has a plan of its own: copied views would be views no more."""
        return Plan, (self.network,)

    def fits(self, x):
        """Whether the plan can take x: of the dtype that all parameters have, or whole numbers.

        A network of which a part is frozen is left to the plain layers, and so is an empty batch,
        which they or the loss refuse by name.
        """
        if x.size == 0:
            return False
        for layer in self.network.layers:
            if not layer.trainable:
                return False
        if self.parameters is None or not self.parameters.in_place():
            layers = self.network.layers
            dtypes = {array.dtype for layer in layers for array in layer.params.values()}
            if not self.network.built or not layers or dtypes not in ({FLOAT32}, {FLOAT64}):
                return False
            self.take_over(dtypes.pop())
        return x.dtype == self.dtype or self.of_words

    def backpropagate(self, x, y):
        """Forward, loss, backward: fills the gradients. Returns the loss, penalties included."""
        y_pred = self.forward(x, training=True)
        loss, dy = self.measure(self.network.loss, y, y_pred)
        if self.penalized:
            loss = loss + self.network.penalty()
        self.back(dy, wanted=False)
        return float(loss)

    def predict(self, x, batch_size):
        """The outputs for x in inference mode; in batches as large as in training, if any was."""
        size = min(batch_size, self.layout.shape[0]) if self.layout else batch_size
        if len(x) <= size:
            return self.forward(x).copy()
        batches = (x[i : i + size] for i in range(0, len(x), size))
        return np.concatenate([self.forward(batch).copy() for batch in batches])

    def forward(self, x, training=False):
        """The output of the last step, in memory that the next call writes to again.

        Time masks go from layer to layer.
        """
        if self.layout is None or x.shape != self.layout.shape:
            self.lay_out(x.shape)
        mask = None
        for step in self.layout.steps:
            if self.masked:
                step.mask = mask
                for layer in step.layers:
                    mask = layer.compute_mask(x, mask)
            x = step.forward(x, training)
        return x

    def measure(self, loss, y, y_pred):
        """(L, dL/dy_pred) of what `forward` gave last."""
        kernels = self.layout.losses
        if loss not in kernels:
            kernels[loss] = losses.fused(loss, y_pred, self.layout.arena)
        return kernels[loss](y, y_pred)

    def backward(self, dy):
        """dL/dx; fills the gradients."""
        return self.back(dy, wanted=True)

    def back(self, dy, wanted):
        """dL/dx, if it is wanted; fills the gradients."""
        first = self.layout.steps[0]
        for step in reversed(self.layout.steps):
            dy = step.backward(dy, wanted=wanted or step is not first)
        self.parameters.hand_out_gradients(self.layout.called)
        for w, g, regularizer in self.layout.regularized:
            g += regularizer.gradient(w)
        return dy

    def lay_out(self, shape):
        """Take the layout for inputs of `shape`.

        A new one takes the memory of the one that was not used for the longest time.
        """
        self.layout = self.layouts.pop(shape, None)
        if self.layout is None:
            full = len(self.layouts) == KEPT
            arena = self.layouts.pop(next(iter(self.layouts))).arena if full else Arena()
            self.layout = Layout(self.network, shape, Memory(arena, self.parameters, self.dtype))
        self.layouts[shape] = self.layout

    def take_over(self, dtype):
        """Gather parameters, gradients and the optimizer's state in flat arrays."""
        network, layers = self.network, self.network.layers
        self.dtype, self.layout, self.layouts = dtype, None, {}
        self.of_words = isinstance(layers[0], Embedding)
        self.parameters = Parameters(layers, dtype)
        names = {
            (layer, name): f"{key}/{name}"
            for key, layer in zip(network.names, layers, strict=True)
            for name in layer.params
        }
        self.optimizer = FlatOptimizer(network.optimizer, self.parameters, names)
        self.masked = any(layer.takes_mask for layer in layers)
        self.penalized = any(layer.regularizers() for layer in layers)


class Layout:
    """The steps for inputs of one shape, the buffers they need, and losses of what they give."""

    def __init__(self, network, shape, memory):
        self.shape, self.arena = shape, memory.arena
        self.arena.reset()
        layers = network.layers
        self.steps = steps(layers, shape, memory)
        self.called = [step.layers[0] for step in self.steps if isinstance(step, Plain)]
        # A layer that is called adds the gradient of its penalty by itself.
        self.regularized = [
            (w, g, layer.regularizers()[name])
            for layer, name, w, g in memory.parameters.entries
            if layer not in self.called and name in layer.regularizers()
        ]
        self.losses = {}


def steps(layers, shape, memory):
    """The steps, made from the last to the first: each is told where to write its output."""
    groups = grouped(layers)
    shapes, batch_last, is_read = [shape], [False], [False]
    for group in groups:
        convolved, flat = fits_conv2d(group[0]), type(group[0]) is Flatten
        batch_last.append(convolved or (flat and batch_last[-1]))
        is_read.append((convolved and reads_output(group[0])) or (flat and is_read[-1]))
        for layer in group:
            shape = layer.output_shape(shape)
        shapes.append(shape)
    made, y = [], None
    for i in reversed(range(len(groups))):
        made.append(step(groups[i], shapes[i], memory, y, batch_last[i], is_read[i]))
        y = made[-1].x
    return made[::-1]


def grouped(layers):
    """The layers that one step takes, in lists."""
    groups = []
    for layer in layers:
        if groups and len(groups[-1]) == 1 and poolable(groups[-1][0], layer):
            groups[-1].append(layer)
        else:
            groups.append([layer])
    return groups


def fits_conv2d(layer):
    """Whether there is a fused form: channels in one group, f' simple in terms of f."""
    return type(layer) is Conv2D and layer.groups == 1 and type(layer.activation) in FUSED


def reads_output(layer):
    """Whether the derivative of the activation is taken of its output."""
    return type(layer.activation) not in (Linear, Relu)


def fits_recurrent(layer):
    """Whether there is a fused form: the usual activations and reset, and one output."""
    return (
        type(layer) in WALKS
        and type(layer.activation) is Tanh
        and type(getattr(layer, "recurrent_activation", sigmoid)) is Sigmoid
        and getattr(layer, "reset_after", True)
        and not (layer.return_state or layer.zero_output_for_mask)
    )


def poolable(layer, pooling):
    """Whether both can be one step: pooling first must not change what is the first of equals."""
    return (
        fits_conv2d(layer)
        and not reads_output(layer)
        and type(pooling) is MaxPooling2D
        and prod(pooling.windows.kernel_size) <= PHASES
        and pooling.windows.padding == "valid"
        and all(np.greater_equal(pooling.windows.strides, pooling.windows.kernel_size))
    )


def step(group, shape, memory, y, batch_last, x_is_read):
    """The step of one group of layers."""
    layer = group[0]
    if type(layer) is Dense:
        return FusedDense(layer, shape, memory, y, batch_last, x_is_read)
    if fits_conv2d(layer):
        return FusedConv2D(layer, group[1] if len(group) > 1 else None, shape, memory, y)
    if type(layer) is Embedding:
        return FusedEmbedding(layer, shape, memory, y)
    if fits_recurrent(layer):
        return FusedRecurrent(layer, WALKS[type(layer)], shape, memory, y)
    if type(layer) is Flatten:
        return FusedFlatten(layer, shape, y)
    return Plain(layer)
