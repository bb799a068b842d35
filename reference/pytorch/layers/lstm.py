"""LSTM in PyTorch is torch.nn.LSTM: gates i, f, g, o as ours; weights (out, in), two biases."""

import warnings
from functools import cache
from typing import Any

import torch
from torch import Tensor, nn

from reference.pytorch import activations
from reference.pytorch.layers.recurrent import (
    Masks,
    Recurrent,
    State,
    by_gate,
    products,
    without_second_bias,
)
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
        self.fused = False
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

    def fuse(self) -> None:
        """From now on TorchScript runs the loop, where masks rule out torch.nn.LSTM."""
        self.fused = self.known

    def loop(
        self, x: Tensor, mask: Tensor | None, masks: Masks, states: State
    ) -> tuple[Tensor, State]:
        """As every recurrent layer's."""
        if not self.fused or mask is not None or masks[1] is None:
            return super().loop(x, mask, masks, states)
        W, U, b = self.weights()
        a, U = products(x, masks[0], W, b, 4), U.unflatten(0, (4, -1)).mT.contiguous()
        dropped = masks[1] if by_gate(masks[1]) else masks[1].expand(4, -1, -1)
        ys, *last = scripted()(a, *states, U, dropped)
        return ys, tuple(last)


def steps(
    a: Tensor, h: Tensor, c: Tensor, U: Tensor, mask: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Every output and the last states, from x W + b of each gate, (gates, batch, time, units)."""
    ys = []
    for a_t in a.unbind(2):
        i, f, g, o = torch.baddbmm(a_t, mask * h, U).unbind()
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        ys.append(h)
    return torch.stack(ys, dim=1), h, c


@cache
def scripted() -> Any:
    """`steps` in TorchScript, without Python between its operations.

    It is deprecated in favour of torch.compile, which would unroll all steps.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return torch.jit.script(steps)
