"""What the recurrent twins share: torch.nn's own layer where it can do the case, else a plain loop.

torch.nn's recurrent layers know no time masks, no dropout masks on the recurrent product or of a
gate's own, and no activations but their own. What they cannot do is done here, one step after
another, with the same weights. They have a second bias, whose gradient equals the first's: left
free, the sum of both would learn twice as fast as one bias, so it is frozen at zero.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from reference.pytorch import activations

State = tuple[Tensor, ...]
Masks = tuple[Tensor | None, Tensor | None]


class Recurrent(nn.Module):
    """The loop over time around a `cell`, and the arguments that all recurrent layers share.

    Subclasses give GATES, STATES (how many), `rnn`, `cell` and `builtin`.
    """

    takes_mask = True
    GATES = 1
    STATES = 1

    def __init__(
        self,
        units: int,
        activation: str | None = "tanh",
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        zero_output_for_mask: bool = False,
    ) -> None:
        super().__init__()
        self.units = units
        self.activation = activations.get(activation)
        self.rates = dropout, recurrent_dropout
        self.return_sequences, self.return_state = return_sequences, return_state
        self.go_backwards, self.zero_output_for_mask = go_backwards, zero_output_for_mask
        self.mask: Masks | None = None

    def can_use_builtin(self) -> bool:
        """Whether torch.nn's layer computes this one, masks apart."""
        return True

    def builtin(self, x: Tensor, states: State) -> tuple[Tensor, State]:
        """Every output and the last states, by torch.nn's layer."""
        raise NotImplementedError

    def weights(self) -> tuple[Tensor, Tensor, Tensor | None]:
        """W and U, (gates·units, in), and b, (gates·units,) or None; the gates in our order."""
        return self.rnn.weight_ih_l0, self.rnn.weight_hh_l0, self.rnn.bias_ih_l0

    def cell(self, a: Tensor, states: State, U: Tensor, mask: Tensor | None) -> State:
        """The next states, from x_t W + b of each gate, (gates, batch, units)."""
        raise NotImplementedError

    def forward(self, x: Tensor, mask: Tensor | None = None, initial_state: Any = None) -> Any:
        """The output, or (output, states...) with return_state."""
        if initial_state is None:
            initial_state = [x.new_zeros(len(x), self.units) for _ in range(self.STATES)]
        states = (initial_state,) if isinstance(initial_state, Tensor) else tuple(initial_state)
        if self.go_backwards:
            x, mask = x.flip(1), None if mask is None else mask.flip(1)
        masks = self.dropout_masks(x)
        if self.can_use_builtin() and mask is None and masks[1] is None and not by_gate(masks[0]):
            seen = x if masks[0] is None else x * masks[0].unsqueeze(1)
            ys, states = self.builtin(seen, states)
        else:
            ys, states = self.loop(x, mask, masks, states)
        y = ys if self.return_sequences else ys[:, -1]
        return (y, *states) if self.return_state else y

    def loop(
        self, x: Tensor, mask: Tensor | None, masks: Masks, states: State
    ) -> tuple[Tensor, State]:
        """Every output and the last states, step by step; a masked step changes nothing."""
        W, U, b = self.weights()
        ys = []
        y = nothing = torch.zeros_like(states[0])
        # x W + b of all steps is one product, and what is left for the loop is the recurrent one.
        # The gradient of unbind is one stack; that of each [:, :, t] is as large as the whole.
        for t, a in enumerate(products(x, masks[0], W, b, self.GATES).unbind(2)):
            after = self.cell(a, states, U, masks[1])
            if mask is None:
                y, states = after[0], after
            else:
                keep = mask[:, t, None]
                y = torch.where(keep, after[0], nothing if self.zero_output_for_mask else y)
                states = tuple(torch.where(keep, a, b) for a, b in zip(after, states, strict=True))
            ys.append(y)
        return torch.stack(ys, dim=1), states

    def compute_mask(self, x: Tensor, mask: Tensor | None = None) -> Tensor | None:
        """The time mask of the output: `mask` where every step is returned, else None."""
        return mask if self.return_sequences else None

    def dropout_masks(self, x: Tensor) -> Masks:
        """(input mask, recurrent mask): those set from outside, else drawn; none in evaluation."""
        if not self.training or (self.mask is None and not any(self.rates)):
            return None, None
        if self.mask is not None:
            return self.mask
        front = (self.GATES, len(x)) if self.rates[1] else (len(x),)
        drawn = [
            nn.functional.dropout(x.new_ones(*front, n), rate) if rate else None
            for rate, n in zip(self.rates, (x.shape[2], self.units), strict=True)
        ]
        return drawn[0], drawn[1]


def by_gate(mask: Tensor | None) -> bool:
    """Whether each gate has its own: (gates, batch, n), not (batch, n)."""
    return mask is not None and mask.dim() == 3


def without_second_bias(rnn: nn.RNNBase, use_bias: bool) -> nn.RNNBase:
    """`rnn`, its second bias frozen at zero; an absent first bias is None, as in nn.Linear."""
    if use_bias:
        nn.init.zeros_(rnn.bias_hh_l0).requires_grad_(False)
    else:
        rnn.register_parameter("bias_ih_l0", None)
    return rnn


def products(
    x: Tensor, mask: Tensor | None, weight: Tensor, bias: Tensor | None, gates: int
) -> Tensor:
    """(gates, ..., units): x, as each gate sees it through its dropout mask, times its weights.

    Arguments:
        x: (batch, n), or (batch, steps, n).
        mask: (batch, n) for all gates, (gates, batch, n), or None; the same at every step.
        weight: (gates·units, n).
        bias: (gates·units,) or None.
    """
    if mask is not None and x.dim() == 3:
        mask = mask.unsqueeze(-2)
    if mask is None or mask.dim() == x.dim():
        seen = x if mask is None else mask * x
        return linear(seen, weight, bias).unflatten(-1, (gates, -1)).movedim(-2, 0)
    y = (mask * x).flatten(1, -2) @ weight.unflatten(0, (gates, -1)).mT
    y = y if bias is None else y + bias.reshape(gates, 1, -1)
    return y.unflatten(1, x.shape[:-1])
