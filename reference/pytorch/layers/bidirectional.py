"""Bidirectional in PyTorch: two of our twins, merged.

torch.nn's `bidirectional=True` gives the same as merge_mode="concat" with return_sequences. Its
output at the last step is not Keras's last output: there the backward half has seen one step only.
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from reference.pytorch.layers.gru import GRU
from reference.pytorch.layers.lstm import LSTM
from reference.pytorch.layers.recurrent import Recurrent
from reference.pytorch.layers.simple_rnn import SimpleRNN
from reference.weights import Weight, inside

RECURRENT = {"SimpleRNN": SimpleRNN, "LSTM": LSTM, "GRU": GRU}
MERGES = {
    "concat": lambda f, b: torch.cat([f, b], dim=-1),
    "sum": lambda f, b: f + b,
    "mul": lambda f, b: f * b,
    "ave": lambda f, b: (f + b) / 2,
}


class Bidirectional(nn.Module):
    """y = merge(forward output, backward output)."""

    takes_mask = True

    def __init__(
        self,
        input_shape: tuple[int, ...],
        layer: Mapping[str, Any],
        merge_mode: str | None = "concat",
    ) -> None:
        super().__init__()
        make, config = RECURRENT[layer["class_name"]], layer["config"]
        at_masked_steps = config.get("return_sequences", False)
        arguments = {**config, "zero_output_for_mask": at_masked_steps}
        self.forward_layer: Recurrent = make(input_shape, **arguments)
        self.backward_layer: Recurrent = make(input_shape, **arguments, go_backwards=True)
        self.merge_mode = merge_mode
        self.mask: Any = None

    @property
    def WEIGHTS(self) -> dict[str, Weight]:
        """Those of both layers, under their prefixes."""
        weights = self.forward_layer.WEIGHTS
        return inside("forward", weights) | inside("backward", weights)

    def forward(self, x: Tensor, mask: Tensor | None = None, initial_state: Any = None) -> Any:
        """The merged output, or both; then with return_state the states of both layers."""
        half = len(initial_state or ()) // 2
        ys: list[Tensor] = []
        states: list[Tensor] = []
        for i, layer in enumerate((self.forward_layer, self.backward_layer)):
            layer.mask = self.mask and self.mask[i]
            start = initial_state and initial_state[half * i : half * (i + 1)]
            result = layer(x, mask, start)
            y, *after = result if layer.return_state else (result,)
            ys.append(y.flip(1) if layer.go_backwards and layer.return_sequences else y)
            states += after
        merged = ys if self.merge_mode is None else [MERGES[self.merge_mode](*ys)]
        results = (*merged, *states)
        return results if len(results) > 1 else results[0]

    def compute_mask(self, x: Tensor, mask: Tensor | None = None) -> Tensor | None:
        """The time mask of the output, that of either layer."""
        return self.forward_layer.compute_mask(x, mask)
