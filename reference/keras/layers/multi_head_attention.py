"""MultiHeadAttention in Keras is keras.layers.MultiHeadAttention. The layouts are ours.

Keras asks for a value; here, as in scratch, the query is its own unless one is given.
"""

from typing import Any

import keras
import numpy as np

from reference.keras.layers.dropout import Dropout
from reference.weights import Weight


class MultiHeadAttention(keras.layers.MultiHeadAttention):
    """y = Σ_h softmax(q_h k_hᵀ / √d) v_h W_o,h + b_o."""

    WEIGHTS = {
        f"{name}_{part}": Weight(f"{name}_dense.{part}")
        for name in ("query", "key", "value", "output")
        for part in ("kernel", "bias")
    }

    def __init__(self, num_heads: int, key_dim: int, **arguments: Any) -> None:
        super().__init__(num_heads, key_dim, **arguments)
        # A Python float is cast to float32 on its way into a float64 computation.
        self._inverse_sqrt_key_dim = 1 / np.sqrt(np.float64(key_dim))

    def build(self, query_shape: Any, value_shape: Any = None, key_shape: Any = None) -> None:
        """The projections, and a dropout layer that can be given its mask."""
        super().build(query_shape, value_shape or query_shape, key_shape)
        self._dropout_layer = Dropout(self.dropout, dtype=self.dtype_policy)

    def call(
        self,
        query: Any,
        value: Any = None,
        key: Any = None,
        attention_mask: Any = None,
        use_causal_mask: bool = False,
        training: bool = False,
    ) -> Any:
        """What each query makes of the values."""
        return super().call(
            query,
            query if value is None else value,
            key,
            attention_mask=attention_mask,
            use_causal_mask=use_causal_mask,
            training=training,
        )

    def set_mask(self, mask: Any) -> None:
        """Drop attention weights by this mask in training, in place of one that is drawn."""
        self._dropout_layer.mask = mask

    mask = property(fset=set_mask, doc="(batch, heads, T, S), scaled already.")
