r"""Embedding: a table of vectors, y = E[x]; each integer in x names a row.

Source: Bengio, Ducharme, Vincent, Jauvin, "A Neural Probabilistic Language Model", 2003.
"""

import numpy as np

from scratch import regularizers
from scratch.layers.layer import Layer
from scratch.validation import array_of, boolean, integer, reject


class Embedding(Layer):
    r"""The row of E that each integer names: a product with one-hot rows that is never carried out.

    Shapes: x (batch, ...) of whole numbers in [0, input_dim), embeddings E (input_dim,
    output_dim), y (batch, ..., output_dim).

    Arguments:
        input_dim: how many rows, the greatest integer plus one.
        output_dim: how long each row is.
        embeddings_initializer, embeddings_regularizer: names or callables.
        mask_zero: whether 0 stands for padding, which `compute_mask` marks as not counting.

    Gradient: dL/dE_v = Σ dL/dy over all places where x = v. There is none with respect to x.

    >>> layer = Embedding(10, 4)
    >>> layer.forward(np.array([[1, 2, 1]])).shape
    (1, 3, 4)
    """

    def __init__(
        self,
        input_dim,
        output_dim,
        embeddings_initializer="uniform",
        embeddings_regularizer=None,
        mask_zero=False,
    ):
        super().__init__()
        self.input_dim = integer("input_dim", input_dim)
        self.output_dim = integer("output_dim", output_dim)
        self.embeddings_initializer = embeddings_initializer
        self.embeddings_regularizer = regularizers.get(embeddings_regularizer)
        self.mask_zero = boolean("mask_zero", mask_zero)

    def create_parameters(self, input_shape, rng, dtype):
        """embeddings (input_dim, output_dim)."""
        shape = self.input_dim, self.output_dim
        self.add_param("embeddings", shape, self.embeddings_initializer, rng, dtype)

    def forward(self, x, training=False):
        """y = E[x], in the dtype of E."""
        if not self.built:
            self.build(array_of("x", x).shape)
        self.x = self.rows(x)
        return self.params["embeddings"][self.x]

    def rows(self, x):
        """x as integers; refuses fractions and what E has no row for."""
        accepted = f"whole numbers >= 0 and < input_dim, {self.input_dim}"
        x = array_of("x", x, accepted)
        if x.dtype.kind not in "iuf":
            reject("x", accepted, x, TypeError)
        outside = x[~((x >= 0) & (x < self.input_dim) & (x == np.floor(x)))]
        if outside.size:
            reject("x", accepted, outside)
        return x.astype(np.intp)

    def backward(self, dy):
        """Fills grads["embeddings"]; returns None, as integers have no gradient.

        Sorting brings the places of one row together, so that each row is one sum.
        """
        dy = self.upstream(dy, (*self.x.shape, self.output_dim)).reshape(-1, self.output_dim)
        x = self.x.ravel()
        order = np.argsort(x, kind="stable")
        rows, starts = np.unique(x[order], return_index=True)
        dE = np.zeros((self.input_dim, self.output_dim), dy.dtype)
        dE[rows] = np.add.reduceat(dy[order], starts, axis=0)
        self.set_grad("embeddings", dE)

    def compute_mask(self, x, mask=None):
        """True where x is not 0, with mask_zero; else None: every step counts."""
        return np.asarray(x) != 0 if self.mask_zero else None

    def output_shape(self, input_shape):
        """(batch, ..., output_dim)."""
        return (*input_shape, self.output_dim)
