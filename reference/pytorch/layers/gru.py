"""GRU in PyTorch is torch.nn.GRU: gates r, z, n where ours are z, r, h, and always reset_after.

It keeps b and b' of reset_after apart; our bias (2, 3·units) is both, handed over in the call.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call

from reference.pytorch import activations
from reference.pytorch.layers.recurrent import Recurrent, State, products
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

    def weights(self) -> tuple[Tensor, Tensor, Tensor | None]:
        """W, U and b, without the bias added after the reset; torch's r, z, n are z, r, h."""
        W, U = (z_first(w) for w in (self.rnn.weight_ih_l0, self.rnn.weight_hh_l0))
        if self.bias is None:
            return W, U, None
        return W, U, z_first(self.bias[0] if self.reset_after else self.bias)

    def cell(self, a: Tensor, states: State, U: Tensor, mask: Tensor | None) -> State:
        """(h_t,)."""
        (h,) = states
        if self.reset_after:
            b = None if self.bias is None else z_first(self.bias[1])
            s = products(h, mask, U, b, 3)
            z, r = self.recurrent_activation(a[:2] + s[:2])
            n = self.activation(a[2] + r * s[2])
        else:
            masks = None if mask is None else mask.expand(3, *h.shape)
            gates, candidate = (None, None) if masks is None else (masks[:2], masks[2])
            U_zr, U_h = U.tensor_split([2 * self.units])
            z, r = self.recurrent_activation(a[:2] + products(h, gates, U_zr, None, 2))
            (s_h,) = products(r * h, candidate, U_h, None, 1)
            n = self.activation(a[2] + s_h)
        return (z * h + (1 - z) * n,)


def z_first(weight: Tensor) -> Tensor:
    """The blocks r, z, n of a weight's first axis as z, r, n."""
    r, z, n = weight.chunk(3)
    return torch.cat([z, r, n])
