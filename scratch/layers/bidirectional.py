r"""Bidirectional: the same sequence read forwards and backwards, y_t = merge(y→_t, y←_t).

Source: Schuster and Paliwal, "Bidirectional Recurrent Neural Networks", 1997.
"""

from copy import deepcopy

import numpy as np

from scratch.layers.gru import GRU
from scratch.layers.layer import Layer
from scratch.layers.lstm import LSTM
from scratch.layers.recurrent import Recurrent
from scratch.layers.simple_rnn import SimpleRNN
from scratch.validation import one_of, reject

RECURRENT = {layer.__name__: layer for layer in (SimpleRNN, LSTM, GRU)}
MERGE_MODES = ("concat", "sum", "mul", "ave", None)


class Bidirectional(Layer):
    r"""Two copies of a recurrent layer, one of which goes backwards; what both say is merged.

    With return_sequences, the backward outputs are put back into the order of time before they
    are merged, and masked steps give zero, as in Keras.

    Shapes: as of the layer; features (..., 2·units) with "concat".

    Arguments:
        layer: a SimpleRNN, LSTM or GRU, of which two copies are made; or its configuration as
            Keras writes it, {"class_name": "LSTM", "config": {"units": 4}}.
        merge_mode: "concat", "sum", "mul", "ave", or None for both outputs, unmerged.

    Parameters: forward_kernel ... forward_bias, backward_kernel ... backward_bias. The states
    (in initial_state, and after the output with return_state): those of the forward layer, then
    those of the backward layer. `mask`: None, or (forward masks, backward masks).

    Gradients, where y = merge(f, b):
        concat: df, db are the halves of dy;   sum: df = db = dy;   ave: df = db = dy / 2
        mul: df = dy ∘ b, db = dy ∘ f;   dL/dx is the sum of what both layers give

    >>> layer = Bidirectional(LSTM(2))
    >>> layer.forward(np.ones((5, 7, 3))).shape
    (5, 4)
    """

    takes_mask = True

    def __init__(self, layer, merge_mode="concat"):
        super().__init__()
        if isinstance(layer, dict) and layer.get("class_name") in RECURRENT:
            layer = RECURRENT[layer["class_name"]](**layer["config"])
        if not isinstance(layer, Recurrent) or layer.go_backwards:
            reject("layer", "a recurrent layer that goes forwards", layer)
        self.merge_mode = one_of("merge_mode", merge_mode, MERGE_MODES)
        self.forward_layer, self.backward_layer = deepcopy(layer), deepcopy(layer)
        self.forward_layer.zero_output_for_mask = layer.return_sequences
        self.backward_layer.zero_output_for_mask = layer.return_sequences
        self.backward_layer.go_backwards = True
        self.backward_layer.rng = layer.rng.spawn(1)[0]
        self.return_sequences, self.return_state = layer.return_sequences, layer.return_state
        self.mask = None

    def directions(self):
        """("forward_", the forward layer), ("backward_", the backward layer)."""
        return ("forward_", self.forward_layer), ("backward_", self.backward_layer)

    def create_parameters(self, input_shape, rng, dtype):
        """The parameters of both layers, under their prefixes."""
        for prefix, layer in self.directions():
            layer.params = {}
            layer.build(input_shape, rng, dtype)
            self.params |= {prefix + name: value for name, value in layer.params.items()}

    def forward(self, x, training=False, mask=None, initial_state=None):
        """The merged output, then with return_state the states of both layers."""
        x = self.prepare(x, rank=3)
        if initial_state is not None:
            initial_state = halves("initial_state", initial_state)
        ys, states = [], []
        for i, (prefix, layer) in enumerate(self.directions()):
            layer.params = {name: self.params[prefix + name] for name in layer.params}
            layer.mask = None if self.mask is None else halves("mask", self.mask)[i][0]
            result = layer.forward(x, training, mask, initial_state and initial_state[i])
            y, *after = result if self.return_state else [result]
            ys.append(self.in_time(y, layer))
            states += after
        self.ys = ys
        results = (*self.merge(*ys), *states)
        return results if len(results) > 1 else results[0]

    def backward(self, *dys):
        """dL/dx from a gradient for each array that `forward` returned; fills grads."""
        outputs = 2 if self.merge_mode is None else 1
        states = sum(len(layer.states) for _, layer in self.directions()) * self.return_state
        if len(dys) != outputs + states:
            reject("dys", f"{outputs + states} gradients, one a returned array", len(dys))
        merged = self.merge_backward(*dys[:outputs])
        dstates = halves("dstates", dys[outputs:])
        dx = 0
        for (prefix, layer), dy, d in zip(self.directions(), merged, dstates):
            dx = dx + layer.backward(self.in_time(dy, layer), *d)
            self.grads |= {prefix + name: grad for name, grad in layer.grads.items()}
        return dx

    def in_time(self, y, layer):
        """The outputs of every step in the order of time, or back in the order of the layer."""
        return y[:, ::-1] if self.return_sequences and layer.go_backwards else y

    def merge(self, f, b):
        """The outputs of both directions as one; a pair of them where they are not merged."""
        if self.merge_mode == "concat":
            return (np.concatenate([f, b], axis=-1),)
        if self.merge_mode == "sum":
            return (f + b,)
        if self.merge_mode == "mul":
            return (f * b,)
        if self.merge_mode == "ave":
            return ((f + b) / 2,)
        return f, b

    def merge_backward(self, *dys):
        """(df, db) from the gradients of what `merge` gave."""
        f, b = self.ys
        dys = [self.upstream(dy, y.shape) for dy, y in zip(dys, self.merge(f, b))]
        if self.merge_mode == "concat":
            return np.split(dys[0], 2, axis=-1)
        if self.merge_mode == "sum":
            return dys[0], dys[0]
        if self.merge_mode == "mul":
            return dys[0] * b, dys[0] * f
        if self.merge_mode == "ave":
            return dys[0] / 2, dys[0] / 2
        return dys

    def regularizers(self):
        """Those of both layers, under the names of their parameters."""
        return {
            prefix + name: regularizer
            for prefix, layer in self.directions()
            for name, regularizer in layer.regularizers().items()
        }

    def draw_mask(self, input_shape, rng):
        """(forward masks, backward masks) for one batch, as `mask` takes them."""
        return tuple(layer.draw_mask(input_shape, rng) for _, layer in self.directions())

    def compute_mask(self, x, mask=None):
        """The time mask of the output: `mask` where every step is returned, else None."""
        return self.forward_layer.compute_mask(x, mask)

    def output_shape(self, input_shape):
        """The layer's, with twice the features where both directions are concatenated."""
        *front, units = self.forward_layer.output_shape(input_shape)
        return (*front, 2 * units if self.merge_mode == "concat" else units)


def halves(argument, values):
    """(for the forward layer, for the backward layer), of a list that holds both."""
    if not isinstance(values, (list, tuple)) or len(values) % 2:
        reject(argument, "a list, half of it for each direction", values)
    middle = len(values) // 2
    return values[:middle], values[middle:]
