"""LSTM in PyTorch is torch.nn.LSTM: gates i, f, g, o as ours; weights (out, in), two biases."""

from typing import Any

import torch
from torch import Tensor, nn

from reference.pytorch import activations
from reference.pytorch.layers.recurrent import Recurrent, State, products, without_second_bias
from reference.weights import Weight, axes


class LSTM(Recurrent):
    """c_t = f ∘ c_{t-1} + i ∘ φ(...), h_t = o ∘ φ(c_t)."""

    GATES = 4
    STATES = 2
    WEIGHTS = {
        "kernel": axes("rnn.weight_ih_l0", 1, 0),
        "recurrent_kernel": axes("rnn.weight_hh_l0", 1, 0),
        "bias": Weight("rnn.bias_ih_l0"),
    }

    def __init__(
        self,
        input_shape: tuple[int, ...],
        units: int,
        activation: str | None = "tanh",
        recurrent_activation: str | None = "sigmoid",
        use_bias: bool = True,
        unit_forget_bias: bool = True,
        **arguments: Any,
    ) -> None:
        super().__init__(units, activation, **arguments)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.known = (activation, recurrent_activation) == ("tanh", "sigmoid")
        rnn = nn.LSTM(input_shape[-1], units, bias=use_bias, batch_first=True)
        self.rnn = without_second_bias(rnn, use_bias)
        if use_bias:
            with torch.no_grad():
                rnn.bias_ih_l0.zero_()[units : 2 * units] = unit_forget_bias

    def can_use_builtin(self) -> bool:
        """torch.nn.LSTM has tanh and sigmoid alone."""
        return self.known

    def builtin(self, x: Tensor, states: State) -> tuple[Tensor, State]:
        """By torch.nn.LSTM, whose states have an axis for layers in front."""
        ys, (h, c) = self.rnn(x, (states[0][None], states[1][None]))
        return ys, (h[0], c[0])

    def cell(self, a: Tensor, states: State, U: Tensor, mask: Tensor | None) -> State:
        """(h_t, c_t)."""
        h, c = states
        i, f, g, o = (a + products(h, mask, U, None, 4)).unbind()
        c = self.recurrent_activation(f) * c
        c = c + self.recurrent_activation(i) * self.activation(g)
        return self.recurrent_activation(o) * self.activation(c), c
