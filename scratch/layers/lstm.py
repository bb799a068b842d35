r"""Long short-term memory: a state c that is changed by adding, behind gates that learn to open.

Source: Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997; the forget gate: Gers,
Schmidhuber, Cummins, "Learning to Forget: Continual Prediction with LSTM", 2000.
"""

import numpy as np

from scratch import activations
from scratch.layers.recurrent import Recurrent
from scratch.validation import boolean


class LSTM(Recurrent):
    r"""Each step forgets part of the memory c, writes to it, and shows part of it as h.

        i  = σ(x_t W_i + h_{t-1} U_i + b_i)     input gate: how much is written
        f  = σ(x_t W_f + h_{t-1} U_f + b_f)     forget gate: how much is kept
        c̃  = φ(x_t W_c + h_{t-1} U_c + b_c)     candidate: what is written
        o  = σ(x_t W_o + h_{t-1} U_o + b_o)     output gate: how much is shown
        c_t = f ∘ c_{t-1} + i ∘ c̃
        h_t = o ∘ φ(c_t)

    The gradient reaches c_{t-1} through f alone, with no matrix on the way: while the forget gate
    stays open, it neither vanishes nor explodes.

    Shapes and arguments: see `Recurrent`; four gates, in the order i, f, c, o; the states h, c.
        recurrent_activation: σ.
        unit_forget_bias: b_f starts at 1 instead of 0, so that the memory is kept at first.

    Gradients, from dh_t and dc_t, where a_i, a_f, a_c, a_o are what σ and φ are applied to:
        dc_t += dh_t ∘ o ∘ φ'(c_t)
        da_i = dc_t ∘ c̃ ∘ σ'(a_i),         da_f = dc_t ∘ c_{t-1} ∘ σ'(a_f)
        da_c = dc_t ∘ i ∘ φ'(a_c),         da_o = dh_t ∘ φ(c_t) ∘ σ'(a_o)
        dh_{t-1} = da U^T,                 dc_{t-1} = dc_t ∘ f
        dW = Σ_t x_t^T da,   dU = Σ_t h_{t-1}^T da,   db = Σ_t da,   dx_t = da W^T

    >>> layer = LSTM(2, return_state=True)
    >>> [array.shape for array in layer.forward(np.ones((5, 7, 3)))]
    [(5, 2), (5, 2), (5, 2)]
    """

    gates = 4
    states = ("h", "c")

    def __init__(
        self,
        units,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias=True,
        unit_forget_bias=True,
        **arguments,
    ):
        super().__init__(units, activation, use_bias, **arguments)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.unit_forget_bias = boolean("unit_forget_bias", unit_forget_bias)

    def create_parameters(self, input_shape, rng, dtype):
        """kernel, recurrent_kernel and bias, with b_f = 1 where unit_forget_bias is set."""
        super().create_parameters(input_shape, rng, dtype)
        if self.use_bias and self.unit_forget_bias:
            self.params["bias"][self.units : 2 * self.units] = 1

    def step(self, a, h, c):
        """h_t and c_t, from a = x_t W + b."""
        σ, φ = self.recurrent_activation, self.activation
        a_i, a_f, a_c, a_o = np.split(a + self.U(h), 4, axis=-1)
        i = σ(a_i)
        f = σ(a_f)
        c̃ = φ(a_c)
        o = σ(a_o)
        c_t = f * c + i * c̃
        φ_c = φ(c_t)
        h_t = o * φ_c
        return (h_t, c_t), (a_i, a_f, a_c, a_o, i, f, c̃, o, c_t, φ_c)

    def step_backward(self, dstates, states, kept):
        """(da, [dh_{t-1}, dc_{t-1}])."""
        σ, φ = self.recurrent_activation, self.activation
        (dh_t, dc_t), (h, c) = dstates, states
        a_i, a_f, a_c, a_o, i, f, c̃, o, c_t, φ_c = kept
        dc_t = dc_t + φ.backward(dh_t * o, c_t, φ_c)
        da_i = σ.backward(dc_t * c̃, a_i, i)
        da_f = σ.backward(dc_t * c, a_f, f)
        da_c = φ.backward(dc_t * i, a_c, c̃)
        da_o = σ.backward(dh_t * φ_c, a_o, o)
        da = np.concatenate([da_i, da_f, da_c, da_o], axis=-1)
        return da, [self.U.backward(da, h), dc_t * f]
