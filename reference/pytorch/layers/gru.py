"""GRU in PyTorch is torch.nn.GRU: gates r, z, n where ours are z, r, h, and always reset_after.

It keeps b and b' of reset_after apart; our bias (2, 3·units) is both, handed over in the call.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn.functional import linear

from reference.pytorch import activations
from reference.pytorch.layers.recurrent import Recurrent, State, parts
from reference.weights import Weight


def swapped(array: np.ndarray) -> np.ndarray:
    """The gates z, r, h along the last axis as r, z, h, and the other way round."""
    z, r, h = np.split(array, 3, axis=-1)
    return np.concatenate([r, z, h], axis=-1)


def kernel(path: str) -> Weight:
    """A kernel (in, z r h), which is (r z n, out) in torch."""
    return Weight(path, lambda array: swapped(array).T, lambda array: swapped(array.T))


class GRU(Recurrent):
    """h_t = z ∘ h_{t-1} + (1 - z) ∘ φ(...)."""

    GATES = 3
    WEIGHTS = {
        "kernel": kernel("rnn.weight_ih_l0"),
        "recurrent_kernel": kernel("rnn.weight_hh_l0"),
        "bias": Weight("bias", swapped, swapped),
    }

    def __init__(
        self,
        input_shape: tuple[int, ...],
        units: int,
        activation: str | None = "tanh",
        recurrent_activation: str | None = "sigmoid",
        use_bias: bool = True,
        reset_after: bool = True,
        **arguments: Any,
    ) -> None:
        super().__init__(units, activation, **arguments)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.known = reset_after and (activation, recurrent_activation) == ("tanh", "sigmoid")
        self.reset_after = reset_after
        self.rnn = nn.GRU(input_shape[-1], units, bias=use_bias, batch_first=True)
        for unused in (p for name, p in self.rnn.named_parameters() if "bias" in name):
            unused.requires_grad_(False)
        shape = (2, 3 * units) if reset_after else (3 * units,)
        self.bias = nn.Parameter(torch.zeros(shape)) if use_bias else None

    def can_use_builtin(self) -> bool:
        """torch.nn.GRU has tanh and sigmoid alone, and no reset before the product."""
        return self.known

    def builtin(self, x: Tensor, states: State) -> tuple[Tensor, State]:
        """By torch.nn.GRU with our biases, its states having an axis for layers in front."""
        names = ("bias_ih_l0", "bias_hh_l0")
        biases = {} if self.bias is None else dict(zip(names, self.bias, strict=True))
        ys, h = functional_call(self.rnn, biases, (x, states[0][None]))
        return ys, (h[0],)

    def cell(self, x: list[Tensor], h: list[Tensor], states: State) -> State:
        """(h_t,)."""
        b, b_after = self.bias if self.reset_after and self.bias is not None else (self.bias, None)
        W_r, W_z, W_h = self.rnn.weight_ih_l0.chunk(3)
        U_r, U_z, U_h = self.rnn.weight_hh_l0.chunk(3)
        b_r, b_z, b_h = parts(b, 3)
        c_r, c_z, c_h = parts(b_after, 3)
        x_z, x_r, x_h = x
        h_z, h_r, h_h = h
        z = self.recurrent_activation(linear(x_z, W_z, b_z) + linear(h_z, U_z, c_z))
        r = self.recurrent_activation(linear(x_r, W_r, b_r) + linear(h_r, U_r, c_r))
        s = r * linear(h_h, U_h, c_h) if self.reset_after else linear(r * h_h, U_h)
        n = self.activation(linear(x_h, W_h, b_h) + s)
        return (z * states[0] + (1 - z) * n,)
