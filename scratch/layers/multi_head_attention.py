r"""Multi-head attention: several attentions at once, each in a projection of its own.

Source: Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin, "Attention Is All
You Need", 2017, section 3.2.2.
"""

import numpy as np

from scratch.layers.dot_product_attention import DotProductAttention, visible_positions
from scratch.layers.layer import Layer
from scratch.validation import boolean, floats, integer, number, reject

ROLES = ("query", "value", "key")


class MultiHeadAttention(Layer):
    r"""Each query looks at all keys, and takes the mean of the values by how well they match.

    For each head h, with `DotProductAttention` in the middle:
        q_h = query W_q,h + b_q,h,   k_h = key W_k,h + b_k,h,   v_h = value W_v,h + b_v,h
        c_h = softmax(q_h k_h^T / √key_dim) v_h,   y = Σ_h c_h W_o,h + b_o

    Shapes: query (batch, T, features), value and key (batch, S, features), y as query;
    query_kernel, key_kernel (features, heads, key_dim), value_kernel (features, heads,
    value_dim), output_kernel (heads, value_dim, features); a bias has its kernel's axes without
    those that are summed over: query_bias (heads, key_dim), output_bias (features,).

    Arguments:
        num_heads: how many heads.
        key_dim, value_dim: the sizes of a head's keys and values; value_dim is key_dim unless
            given.
        dropout: the rate at which attention weights are dropped in training.
        use_bias: whether the biases are added.
        kernel_initializer, bias_initializer: as for Dense.
        seed: what dropout masks are drawn from where none is set.

    Attributes:
        mask: None, or a dropout mask from outside, (batch, heads, T, S), scaled by 1/(1-rate).

    Gradients: those of each projection are as in Dense, in between see `DotProductAttention`.
    What all s of one query have in common does not change its softmax, so dL/db_k is zero.

    >>> layer = MultiHeadAttention(num_heads=2, key_dim=4)
    >>> layer.forward(np.ones((5, 7, 3))).shape
    (5, 7, 3)
    """

    def __init__(
        self,
        num_heads,
        key_dim,
        value_dim=None,
        dropout=0.0,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        seed=None,
    ):
        super().__init__()
        self.num_heads = integer("num_heads", num_heads)
        self.key_dim = integer("key_dim", key_dim)
        self.value_dim = self.key_dim if value_dim is None else integer("value_dim", value_dim)
        self.attend = DotProductAttention(number("dropout", dropout, least=0, below=1), seed)
        self.use_bias = boolean("use_bias", use_bias)
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer

    @property
    def mask(self):
        """The dropout mask from outside, or None."""
        return self.attend.dropout.mask

    @mask.setter
    def mask(self, mask):
        self.attend.dropout.mask = mask

    def create_parameters(self, input_shape, rng, dtype):
        """Kernels and biases, for the query's shape, or a list of the query's, value's, key's."""
        shapes = input_shape if isinstance(input_shape[0], (tuple, list)) else [input_shape]
        if any(len(shape) != 3 or shape[-1] is None for shape in shapes):
            reject("input_shape", "(batch, length, features) with known features", input_shape)
        query, value, key = completed(*(shape[-1] for shape in shapes))
        heads, d, value_dim = self.num_heads, self.key_dim, self.value_dim
        for name, kernel, bias in (
            ("query", (query, heads, d), (heads, d)),
            ("key", (key, heads, d), (heads, d)),
            ("value", (value, heads, value_dim), (heads, value_dim)),
            ("output", (heads, value_dim, query), (query,)),
        ):
            self.add_param(f"{name}_kernel", kernel, self.kernel_initializer, rng, dtype)
            if self.use_bias:
                self.add_param(f"{name}_bias", bias, self.bias_initializer, rng, dtype)

    def forward(
        self,
        query,
        value=None,
        key=None,
        attention_mask=None,
        use_causal_mask=False,
        training=False,
    ):
        """y. The value is the query, and the key the value, where they are not given.

        `attention_mask` (batch, T, S) is True where a query sees a key; with `use_causal_mask`
        query t sees the keys 0 ... t alone.
        """
        given = {"query": floats("query", query, rank=3), "value": value, "key": key}
        self.sources = completed(*(n if x is not None else None for n, x in given.items()))
        self.x = self.prepare_inputs([given[source] for source in self.sources])
        q, v, k = (self.project(name, x) for name, x in zip(ROLES, self.x))
        shape = (len(query), self.num_heads, q.shape[2], k.shape[2])
        causal = boolean("use_causal_mask", use_causal_mask)
        c = self.attend(q, k, v, visible_positions(attention_mask, causal, shape), training)
        self.c = c.swapaxes(1, 2)
        y = np.tensordot(self.c, self.param("output_kernel", c), axes=2)
        return y + self.param("output_bias", y) if self.use_bias else y

    def backward(self, dy):
        """dL/dquery; a tuple (dL/dquery, dL/dvalue, dL/dkey) of those given, where several were."""
        dy = self.upstream(dy, self.x[0].shape)
        self.set_grad("output_kernel", np.tensordot(self.c, dy, axes=([0, 1], [0, 1])))
        if self.use_bias:
            self.set_grad("output_bias", dy.sum((0, 1)))
        dc = np.tensordot(dy, self.param("output_kernel", dy), axes=([2], [2]))
        dq, dk, dv = self.attend.backward(dc.swapaxes(1, 2))
        dx = {}
        for name, source, x, dp in zip(ROLES, self.sources, self.x, (dq, dv, dk)):
            dx[source] = dx.get(source, 0) + self.project_backward(name, x, dp)
        return tuple(dx.values()) if len(dx) > 1 else dx["query"]

    def prepare_inputs(self, xs):
        """query, value and key as floating arrays that fit together; builds on first use."""
        xs = [floats(name, x, rank=3) for name, x in zip(ROLES, xs)]
        query, value, key = xs
        if not self.built:
            dtype = query.dtype if query.dtype.kind == "f" else np.float64
            self.build([x.shape for x in xs], dtype=dtype)
        for name, x in zip(ROLES, xs):
            features = len(self.params[f"{name}_kernel"])
            if len(x) != len(query) or x.shape[2] != features:
                reject(name, f"an array of shape ({len(query)}, length, {features})", x.shape)
        if not value.shape[1] == key.shape[1] > 0:
            reject("value", f"as long as the key, {key.shape[1]}, and not empty", value.shape)
        return xs

    def project(self, name, x):
        """x W + b, each head a matrix of its own: (batch, heads, length, size)."""
        p = np.tensordot(x, self.param(f"{name}_kernel", x), axes=1)
        if self.use_bias:
            p += self.param(f"{name}_bias", p)
        return p.swapaxes(1, 2)

    def project_backward(self, name, x, dp):
        """dL/dx = dp W^T; fills the gradients of W and b."""
        dp = dp.swapaxes(1, 2)
        self.set_grad(f"{name}_kernel", np.tensordot(x, dp, axes=([0, 1], [0, 1])))
        if self.use_bias:
            self.set_grad(f"{name}_bias", dp.sum((0, 1)))
        return np.tensordot(dp, self.param(f"{name}_kernel", dp), axes=([2, 3], [1, 2]))


def completed(query, value=None, key=None):
    """(query, value, key): the value is the query, and the key the value, unless given."""
    value = query if value is None else value
    return query, value, value if key is None else key
