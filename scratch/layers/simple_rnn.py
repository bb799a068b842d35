r"""Simple recurrent network: h_t = φ(x_t W + h_{t-1} U + b).

Source: Elman, "Finding Structure in Time", 1990.
"""

from scratch.layers.recurrent import Recurrent


class SimpleRNN(Recurrent):
    r"""A dense layer that sees its own last output beside the next input.

        a_t = x_t W + h_{t-1} U + b
        h_t = φ(a_t)

    Shapes and arguments: see `Recurrent`; one gate, the state h.

    Gradients, from dh_t, which sums what the output and the next step say:
        da_t = dh_t ∘ φ'(a_t),   dh_{t-1} = da_t U^T
        dW = Σ_t x_t^T da_t,   dU = Σ_t h_{t-1}^T da_t,   db = Σ_t da_t,   dx_t = da_t W^T

    >>> layer = SimpleRNN(2, return_sequences=True)
    >>> layer.forward(np.ones((5, 7, 3))).shape
    (5, 7, 2)
    """

    gates = 1
    states = ("h",)

    def step(self, a, h):
        """h_t, from a = x_t W + b."""
        a = a + self.U(h)
        h_t = self.activation(a)
        return (h_t,), (a, h_t)

    def step_backward(self, dstates, states, kept):
        """(da_t, [dh_{t-1}])."""
        (dh_t,), (h,), (a, h_t) = dstates, states, kept
        da = self.activation.backward(dh_t, a, h_t)
        return da, [self.U.backward(da, h)]
