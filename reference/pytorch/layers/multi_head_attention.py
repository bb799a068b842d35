"""MultiHeadAttention in PyTorch, from four projections around scaled_dot_product_attention.

torch.nn.MultiheadAttention ties the heads' sizes to the features, heads · key_dim = features, and
has no value_dim. Where that fits, its in_proj_weight holds our query, key and value kernels, each
as a matrix (features, heads · key_dim), one below the other and transposed. It leaves NaN, and
scaled_dot_product_attention zeros, where a query sees no key. Keras takes the mean of all values.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from reference.weights import named


class MultiHeadAttention(nn.Module):
    """y = Σ_h softmax(q_h k_hᵀ / √d) v_h W_o,h + b_o."""

    WEIGHTS = named(
        *(f"{x}_{part}" for x in ("query", "key", "value", "output") for part in ("kernel", "bias"))
    )

    def __init__(
        self,
        input_shape: Sequence[Any],
        num_heads: int,
        key_dim: int,
        value_dim: int | None = None,
        dropout: float = 0.0,
        use_bias: bool = True,
    ) -> None:
        super().__init__()
        shapes = [input_shape] if isinstance(input_shape[0], int) else input_shape
        query, value, key = completed(*(shape[-1] for shape in shapes))
        value_dim = value_dim or key_dim
        kernels = {
            "query": (query, num_heads, key_dim),
            "key": (key, num_heads, key_dim),
            "value": (value, num_heads, value_dim),
            "output": (num_heads, value_dim, query),
        }
        for name, shape in kernels.items():
            bias = shape[2:] if name == "output" else shape[1:]
            self.add_parameter(f"{name}_kernel", shape)
            self.add_parameter(f"{name}_bias", bias if use_bias else None)
        self.dropout = dropout
        self.mask: Tensor | None = None

    def add_parameter(self, name: str, shape: tuple[int, ...] | None) -> None:
        """A parameter drawn as Keras would, or an absent one."""
        parameter = None if shape is None else nn.Parameter(torch.zeros(shape))
        if parameter is not None and name.endswith("kernel"):
            nn.init.xavier_uniform_(parameter)
        self.register_parameter(name, parameter)

    def forward(
        self,
        query: Tensor,
        value: Tensor | None = None,
        key: Tensor | None = None,
        attention_mask: Tensor | None = None,
        use_causal_mask: bool = False,
    ) -> Tensor:
        """What each query makes of the values."""
        query, value, key = completed(query, value, key)
        q = self.project(query, self.query_kernel, self.query_bias)
        k = self.project(key, self.key_kernel, self.key_bias)
        v = self.project(value, self.value_kernel, self.value_bias)
        visible = visible_positions(attention_mask, use_causal_mask, q, k)
        if visible is not None:
            # A query that sees nothing becomes one of zeros that sees all: it weighs all alike.
            sees = visible.any(dim=-1, keepdim=True)
            q, visible = torch.where(sees, q, 0), visible | ~sees
        c = self.attend(q, k, v, visible)
        y = torch.einsum("bhtv,hvf->btf", c, self.output_kernel)
        return y if self.output_bias is None else y + self.output_bias

    def project(self, x: Tensor, kernel: Tensor, bias: Tensor | None) -> Tensor:
        """x W + b as (batch, heads, length, size)."""
        p = torch.einsum("btf,fhd->bthd", x, kernel)
        return (p if bias is None else p + bias).transpose(1, 2)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, visible: Tensor | None) -> Tensor:
        """softmax(q kᵀ / √d) v; by hand where a dropout mask is set, which PyTorch cannot take."""
        if self.mask is None or not self.training:
            rate = self.dropout if self.training else 0.0
            return functional.scaled_dot_product_attention(q, k, v, visible, rate)
        s = q @ k.mT / q.shape[-1] ** 0.5
        if visible is not None:
            s = s.masked_fill(~visible, -torch.inf)
        return (s.softmax(dim=-1) * self.mask) @ v


def completed(query, value=None, key=None):  # type: ignore[no-untyped-def]
    """(query, value, key): the value is the query, and the key the value, unless given."""
    value = query if value is None else value
    return query, value, value if key is None else key


def visible_positions(mask: Tensor | None, causal: bool, q: Tensor, k: Tensor) -> Tensor | None:
    """Which keys each query sees, to be broadcast to (batch, heads, T, S); None for all."""
    if mask is not None and mask.ndim == 3:
        mask = mask[:, None]
    if not causal:
        return mask
    past = torch.ones(q.shape[2], k.shape[2], dtype=torch.bool).tril()
    return past if mask is None else mask & past
