"""Embedding: rows gathered into the next step's buffer; on the way back rows that are summed.

A word may stand in many places, and a[ids] += rows counts each only once. So the places are
sorted by word and summed in rounds, in the k-th of them the k-th place of every word that has so
many: no word comes twice in a round. What few frequent words have left is summed word by word.
"""

import numpy as np

from scratch.fused.parameters import ALL

FEWEST = 24
"""A round with fewer words than this costs more than summing what each of them has left."""


class FusedEmbedding:
    """The step of one Embedding."""

    x = None

    def __init__(self, layer, shape, memory, y):
        self.layer, self.layers = layer, [layer]
        take, dtype = memory.arena.take, memory.dtype
        self.y = take(layer.output_shape(shape), dtype) if y is None else y
        self.rows = take(self.y.shape[1:], dtype)
        self.dE = memory.parameters.gradient(layer, "embeddings")
        self.touched = memory.parameters.touched

    def forward(self, x, training=True):
        """y = E[x], sample by sample: a sample stays in the cache while it is put in place."""
        self.ids = self.layer.rows(x)
        E = self.layer.params["embeddings"]
        for ids, y in zip(self.ids, self.y, strict=True):
            np.take(E, ids, axis=0, out=self.rows, mode="clip")
            np.copyto(y, self.rows)
        return self.y

    def backward(self, dy, wanted=True):
        """Fills dE; zeros go only where the step before left something."""
        ids = self.ids
        if not dy.flags.c_contiguous and dy.ndim == 3:
            dy, ids = dy.swapaxes(0, 1), ids.T
        dy, ids = dy.reshape(-1, self.dE.shape[1]), ids.reshape(-1)
        self.dE[self.touched.get(self.layer, ALL)] = 0
        rows = add_rows(self.dE, ids, dy)
        self.touched[self.layer] = ALL if self.layer.embeddings_regularizer else rows


def add_rows(dE, ids, dy):
    """dE[ids] += dy, where ids may be equal, into rows that are zero. Gives the rows touched.

    >>> dE = np.zeros((4, 1))
    >>> add_rows(dE, np.array([2, 0, 2]), np.array([[1.0], [2.0], [4.0]])), dE[:, 0]
    (array([0, 2]), array([2., 0., 5., 0.]))
    """
    order = np.argsort(ids, kind="stable")
    words, starts, counts = np.unique(ids[order], return_index=True, return_counts=True)
    by_count = np.argsort(-counts, kind="stable")
    names, starts, counts = words[by_count], starts[by_count], counts[by_count]
    dE[names] = dy[order[starts]]
    k = 1
    while (left := int(np.searchsorted(-counts, -k))) >= FEWEST:
        dE[names[:left]] += dy[order[starts[:left] + k]]
        k += 1
    for word, start, count in zip(names[:left], starts[:left], counts[:left], strict=True):
        dE[word] += dy[order[start + k : start + count]].sum(axis=0)
    return words
