r"""Scaled dot-product attention: softmax(q k^T / √d) v.

Source: Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin, "Attention Is All
You Need", 2017, section 3.2.1.
"""

import math

import numpy as np

from scratch.activations import softmax
from scratch.layers.dropout import Dropout
from scratch.validation import mask_array, reject


class DotProductAttention:
    r"""Each query takes the mean of the values, weighted by how well it matches their keys.

        s = q k^T / √d,   a = softmax(s),   c = a v

    Shapes: q (..., T, d), k (..., S, d), v (..., S, value_dim), c (..., T, value_dim); `visible`
    is None or boolean, and is broadcast to (..., T, S).

    A position that is not visible has a = 0. Where a query sees no position, all s are replaced
    alike, so a is 1/S for each: the query takes the plain mean of all values, as in Keras.

    Gradients, ds being 0 where nothing is visible:
        dv = a^T dc,   da = dc v^T,   ds = a ∘ (da - Σ_S da ∘ a)
        dq = ds k / √d,   dk = ds^T q / √d

    >>> attend = DotProductAttention()
    >>> attend(np.ones((1, 2)), np.ones((2, 2)), np.array([[0.0], [1.0]]))
    array([[0.5]])
    """

    def __init__(self, dropout=0.0, seed=None):
        self.dropout = Dropout(dropout, seed)

    def __call__(self, q, k, v, visible=None, training=False):
        """c, from weights a that dropout has thinned out in training."""
        self.q, self.k, self.v, self.visible = q, k, v, visible
        s = q @ transposed(k) / math.sqrt(q.shape[-1])
        if visible is not None:
            s = np.where(visible, s, np.finfo(s.dtype).min / 2)
        self.a = softmax(s)
        self.kept = self.dropout.forward(self.a, training)
        return self.kept @ v

    def backward(self, dc):
        """(dL/dq, dL/dk, dL/dv)."""
        dv = transposed(self.kept) @ dc
        da = self.dropout.backward(dc @ transposed(self.v))
        ds = softmax.backward(da, None, self.a)
        if self.visible is not None:
            ds = np.where(self.visible, ds, 0)
        ds = ds / math.sqrt(self.q.shape[-1])
        return ds @ self.k, transposed(ds) @ self.q, dv


def transposed(x):
    """x with its last two axes exchanged."""
    return x.swapaxes(-1, -2)


def visible_positions(attention_mask, use_causal_mask, shape):
    """Which keys each query sees: None for all, else boolean, of four axes.

    Arguments:
        attention_mask: None or boolean, (batch, T, S), (T, S) or (batch, heads, T, S); an axis
            of size 1 stands for all.
        use_causal_mask: query t sees the keys 0 ... t alone.
        shape: (batch, heads, T, S).
    """
    causal = np.tri(*shape[2:], dtype=bool)[None, None] if use_causal_mask else None
    if attention_mask is None:
        return causal
    mask = mask_array("attention_mask", attention_mask, "True where a key is seen")
    if mask.ndim in (2, 3):
        mask = mask[None, None] if mask.ndim == 2 else mask[:, None]
    if mask.ndim != 4 or any(m not in (1, n) for m, n in zip(mask.shape, shape)):
        batch, _, T, S = shape
        reject(
            "attention_mask", f"of shape (batch, T, S) = {batch, T, S}", np.shape(attention_mask)
        )
    return mask if causal is None else mask & causal
