r"""Gated recurrent unit: a gate mixes the old state with a candidate, another resets what it sees.

Source: Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder for Statistical
Machine Translation", 2014; the reset after the product, which fits fast kernels, is cuDNN's.
"""

import numpy as np

from scratch import activations
from scratch.layers.recurrent import Recurrent
from scratch.validation import boolean


class GRU(Recurrent):
    r"""Each step keeps part z of the state and replaces the rest by a candidate.

        z  = σ(x_t W_z + b_z + s_z)      update gate: how much stays
        r  = σ(x_t W_r + b_r + s_r)      reset gate: how much of the past the candidate sees
        h̃  = φ(x_t W_h + b_h + s_h)      candidate
        h_t = z ∘ h_{t-1} + (1 - z) ∘ h̃

    with s_z = h_{t-1} U_z and s_r = h_{t-1} U_r, and for the candidate
        reset_after=False (Cho et al.):  s_h = (r ∘ h_{t-1}) U_h
        reset_after=True (cuDNN):        s_h = r ∘ (h_{t-1} U_h + b'_h), and b'_z, b'_r in s_z, s_r

    Shapes and arguments: see `Recurrent`; three gates, in the order z, r, h; the state h. With
    reset_after the bias is (2, 3·units): b and b'.
        recurrent_activation: σ.
        reset_after: whether r is applied after the product with U_h or before it.

    Gradients, from dh_t, where a_z, a_r, a_h are what σ and φ are applied to:
        da_z = dh_t ∘ (h_{t-1} - h̃) ∘ σ'(a_z),      da_h = dh_t ∘ (1 - z) ∘ φ'(a_h)
        da_r = dr ∘ σ'(a_r)
        reset_after=False: d(r ∘ h) = da_h U_h^T,   dr = d(r ∘ h) ∘ h_{t-1}
        reset_after=True:  dr = da_h ∘ (h_{t-1} U_h + b'_h), and r ∘ da_h goes on to U_h and b'_h
        dh_{t-1} = dh_t ∘ z + what U passes back
        dW = Σ_t x_t^T da,   db = Σ_t da,   dx_t = da W^T

    >>> layer = GRU(2)
    >>> layer.forward(np.ones((5, 7, 3))).shape, layer.params["bias"].shape
    ((5, 2), (2, 6))
    """

    gates = 3
    states = ("h",)

    def __init__(
        self,
        units,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias=True,
        reset_after=True,
        **arguments,
    ):
        super().__init__(units, activation, use_bias, **arguments)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.reset_after = boolean("reset_after", reset_after)

    def bias_shape(self):
        """(2, 3·units) with reset_after, else (3·units,)."""
        return (2, 3 * self.units) if self.reset_after else (3 * self.units,)

    def input_bias(self, x):
        """b."""
        bias = super().input_bias(x)
        return bias[0] if self.reset_after else bias

    def recurrent_bias(self, h):
        """b'_z, b'_r together and b'_h; zeros where there is none."""
        bias = np.zeros((2, 3 * self.units), h.dtype)
        if self.use_bias and self.reset_after:
            bias = self.param("bias", h)
        return np.split(bias[1], [2 * self.units])

    def step(self, a, h):
        """h_t, from a = x_t W + b."""
        σ, φ = self.recurrent_activation, self.activation
        b_zr, b_h = self.recurrent_bias(h)
        s_z, s_r = np.split(self.U(h, 0, 2) + b_zr, 2, axis=-1)
        a_z, a_r, a_h = np.split(a, 3, axis=-1)
        a_z, a_r = a_z + s_z, a_r + s_r
        z = σ(a_z)
        r = σ(a_r)
        if self.reset_after:
            v = self.U(h, 2, 3) + b_h
            a_h = a_h + r * v
        else:
            v = None
            a_h = a_h + self.U(r * h, 2, 3)
        h̃ = φ(a_h)
        h_t = z * h + (1 - z) * h̃
        return (h_t,), (a_z, a_r, a_h, z, r, h̃, v)

    def step_backward(self, dstates, states, kept):
        """(da, [dh_{t-1}])."""
        σ, φ = self.recurrent_activation, self.activation
        (dh_t,), (h,) = dstates, states
        a_z, a_r, a_h, z, r, h̃, v = kept
        dh = dh_t * z
        da_z = σ.backward(dh_t * (h - h̃), a_z, z)
        da_h = φ.backward(dh_t * (1 - z), a_h, h̃)
        if self.reset_after:
            dr = da_h * v
            dh += self.U.backward(da_h * r, h, 2, 3)
        else:
            drh = self.U.backward(da_h, r * h, 2, 3)
            dr = drh * h
            dh += drh * r
        da_r = σ.backward(dr, a_r, r)
        dh += self.U.backward(np.concatenate([da_z, da_r], axis=-1), h, 0, 2)
        return np.concatenate([da_z, da_r, da_h], axis=-1), [dh]

    def bias_gradient(self, da):
        """db = Σ_t da; with reset_after also db', whose part for h̃ is Σ_t r ∘ da_h."""
        db = super().bias_gradient(da)
        if not self.reset_after:
            return db
        r = np.stack([r for _, (_, _, _, _, r, _, _) in self.steps])
        passed = np.concatenate([np.ones_like(r), np.ones_like(r), r], axis=-1)
        return np.stack([db, super().bias_gradient(da * passed)])
