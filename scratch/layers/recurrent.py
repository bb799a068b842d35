r"""What all recurrent layers share: arguments, parameters, first states, dropout, and the outputs.

A recurrent layer carries states from step to step, states_t = step(x_t W + b, states_{t-1}), and
its output is y_t = h_t, the first of them. The product x W is done for all steps at once; the
loop itself is in `through_time`.
"""

import numpy as np

from scratch import activations, regularizers
from scratch.layers.layer import Layer
from scratch.layers.recurrent_dropout import MaskedProduct, drawn_masks, dropout_masks
from scratch.layers.through_time import (
    backward_through_time,
    first_states,
    forward_through_time,
)
from scratch.layers.time_mask import TimeMask
from scratch.validation import boolean, integer, number, reject


class Recurrent(Layer):
    r"""The loop around a `step` that subclasses give, with G gates and one or more states.

    Shapes: x (batch, time, n), kernel W (n, G·units), recurrent_kernel U (units, G·units),
    bias (G·units,), mask (batch, time), each state (batch, units); y (batch, time, units) with
    return_sequences, else the last output alone, (batch, units).

    Arguments:
        units: the size of the states and of the output.
        activation, use_bias, ..._initializer, ..._regularizer: as for Dense.
        dropout, recurrent_dropout: the rates at which inputs and states are dropped in training.
        return_sequences: give every output, not the last alone.
        return_state: forward gives the last states as well, (y, h) or (y, h, c), and backward
            takes a gradient for each.
        go_backwards: walk from the last step to the first; outputs come in that order.
        zero_output_for_mask: a masked step's output is zero instead of the output before it.
        seed: what dropout masks are drawn from where none are set.

    Attributes:
        mask: None, or dropout masks set from outside: (input mask, recurrent mask), each None,
            (batch, n) for all gates or (G, batch, n), scaled by 1/(1-rate) already.
        initial_state_grads: dL/dstate of each initial state, filled by `backward`.
    """

    takes_mask = True
    gates = 1
    states = ("h",)

    def __init__(
        self,
        units,
        activation="tanh",
        use_bias=True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        return_sequences=False,
        return_state=False,
        go_backwards=False,
        zero_output_for_mask=False,
        seed=None,
    ):
        super().__init__()
        self.units = integer("units", units)
        self.activation = activations.get(activation)
        self.use_bias = boolean("use_bias", use_bias)
        self.kernel_initializer = kernel_initializer
        self.recurrent_initializer = recurrent_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.recurrent_kernel_regularizer = regularizers.get(recurrent_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.dropout = number("dropout", dropout, least=0, below=1)
        self.recurrent_dropout = number("recurrent_dropout", recurrent_dropout, least=0, below=1)
        self.return_sequences = boolean("return_sequences", return_sequences)
        self.return_state = boolean("return_state", return_state)
        self.go_backwards = boolean("go_backwards", go_backwards)
        self.zero_output_for_mask = boolean("zero_output_for_mask", zero_output_for_mask)
        self.rng = np.random.default_rng(seed)
        self.mask = None

    def create_parameters(self, input_shape, rng, dtype):
        """kernel, recurrent_kernel and bias, for inputs (batch, time, n)."""
        if len(input_shape) != 3 or input_shape[-1] is None:
            reject("input_shape", "(batch, time, features) with known features", input_shape)
        n, units, columns = input_shape[-1], self.units, self.gates * self.units
        self.add_param("kernel", (n, columns), self.kernel_initializer, rng, dtype)
        self.add_param("recurrent_kernel", (units, columns), self.recurrent_initializer, rng, dtype)
        if self.use_bias:
            self.add_param("bias", self.bias_shape(), self.bias_initializer, rng, dtype)

    def step(self, a, *states):
        """(states_t, what `step_backward` needs), from a = x_t W + b and states_{t-1}."""
        raise NotImplementedError

    def step_backward(self, dstates, states, kept):
        """(dL/da, dL/dstates_{t-1}) from dL/dstates_t; `self.U` sums dL/dU."""
        raise NotImplementedError

    def forward(self, x, training=False, mask=None, initial_state=None):
        """y, or (y, states...) with return_state; `mask` is True where a step counts."""
        x = self.prepare(x, rank=3)
        n = self.params["kernel"].shape[0]
        if x.shape[2] != n or x.shape[1] == 0:
            reject("x", f"an array (batch, time >= 1, {n})", x.shape)
        self.time_mask = TimeMask(mask, x.shape[:2], self.go_backwards)
        input_mask, recurrent_mask = dropout_masks(self, x) if training else (None, None)
        self.W = MaskedProduct(self.param("kernel", x), input_mask, self.units)
        self.U = MaskedProduct(self.param("recurrent_kernel", x), recurrent_mask, self.units)
        self.x = self.time_mask.in_order(x)
        a = self.W(self.x)
        if self.use_bias:
            a += self.input_bias(x)
        states = first_states(initial_state, self.states, (len(x), self.units), x.dtype)
        ys, states, self.steps = forward_through_time(
            self.step, a, states, self.time_mask, self.zero_output_for_mask
        )
        y = np.stack(ys, axis=1) if self.return_sequences else ys[-1]
        return (y, *states) if self.return_state else y

    def backward(self, dy, *dstates):
        """dL/dx from dL/dy and, with return_state, the states' gradients; fills grads."""
        dys, dstates = self.upstreams(dy, dstates)
        self.W.start_gradient()
        self.U.start_gradient()
        da, self.initial_state_grads = backward_through_time(
            self.step_backward, dys, dstates, self.steps, self.time_mask, self.zero_output_for_mask
        )
        dx = self.W.backward(da, self.x)
        self.set_grad("kernel", self.W.gradient)
        self.set_grad("recurrent_kernel", self.U.gradient)
        if self.use_bias:
            self.set_grad("bias", self.bias_gradient(da))
        return self.time_mask.back_in_time(dx)

    def bias_shape(self):
        """(G·units,)."""
        return (self.gates * self.units,)

    def input_bias(self, x):
        """b, in the dtype of x."""
        return self.param("bias", x)

    def bias_gradient(self, da):
        """dL/db = Σ_t da_t, over the batch."""
        return da.sum(axis=(0, 1))

    def upstreams(self, dy, dstates):
        """dL/dy of every step (time, batch, units), and dL/dstates after the last one."""
        time, batch = self.x.shape[:2]
        expected = len(self.states) if self.return_state else 0
        if len(dstates) != expected:
            reject("dstates", f"{expected} gradients, one a returned state", len(dstates))
        if self.return_sequences:
            dys = np.swapaxes(self.upstream(dy, (batch, time, self.units)), 0, 1)
        else:
            dy = self.upstream(dy, (batch, self.units))
            dys = np.zeros((time, *dy.shape), dy.dtype)
            dys[-1] = dy
        dstates = dstates or [np.zeros_like(dys[0]) for _ in self.states]
        return dys, [self.upstream(d, (batch, self.units)) for d in dstates]

    def draw_mask(self, input_shape, rng):
        """(input mask, recurrent mask) for one batch, as `mask` takes them."""
        return drawn_masks(self, input_shape, rng)

    def compute_mask(self, x, mask=None):
        """The time mask of the output: `mask` where every step is returned, else None."""
        return mask if self.return_sequences else None

    def output_shape(self, input_shape):
        """(batch, time, units) with return_sequences, else (batch, units)."""
        batch, time, _ = input_shape
        return (batch, time, self.units) if self.return_sequences else (batch, self.units)
