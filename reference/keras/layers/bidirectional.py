"""Bidirectional in Keras is keras.layers.Bidirectional around two of our twins."""

from collections.abc import Mapping
from typing import Any

import keras

from reference.keras.layers.gru import GRU
from reference.keras.layers.lstm import LSTM
from reference.keras.layers.simple_rnn import SimpleRNN
from reference.weights import Weight, inside

RECURRENT = {"SimpleRNN": SimpleRNN, "LSTM": LSTM, "GRU": GRU}


class Bidirectional(keras.layers.Bidirectional):
    """y = merge(forward output, backward output)."""

    def __init__(
        self,
        layer: Mapping[str, Any],
        merge_mode: str | None = "concat",
        dtype: str | None = None,
    ) -> None:
        inner = RECURRENT[layer["class_name"]](**layer["config"], dtype=dtype)
        super().__init__(inner, merge_mode=merge_mode, dtype=dtype)

    @property
    def WEIGHTS(self) -> dict[str, Weight]:
        """Those of both layers, under their prefixes."""
        weights = self.forward_layer.WEIGHTS
        return inside("forward", weights) | inside("backward", weights)

    def set_mask(self, masks: tuple[Any, Any]) -> None:
        """Hand each layer its masks."""
        self.forward_layer.mask, self.backward_layer.mask = masks

    mask = property(fset=set_mask, doc="(forward masks, backward masks).")
