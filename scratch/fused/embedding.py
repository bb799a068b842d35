"""Embedding: rows gathered into the next step's buffer; on the way back rows that are summed.

A word may stand in many places, and a[ids] += rows counts each only once. So the places are
sorted by word and summed in rounds, in the k-th of them the k-th place of every word that has so
many: no word comes twice in a round. The words that come most often stand first, so that each
round takes the first rows of one array. What few of them have left is summed word by word.
"""

import math

import numpy as np

from scratch.fused.parameters import ALL

FEWEST = 24
"""A round with fewer words than this costs more than summing what each of them has left."""

ROWS_AT_ONCE = 256
"""Rows that are gathered before they are put in place: they are still in the cache then."""


class FusedEmbedding:
    """The step of one Embedding."""

    x = None

    def __init__(self, layer, shape, memory, y):
        self.layer, self.layers = layer, [layer]
        take, dtype = memory.arena.take, memory.dtype
        self.y = take(layer.output_shape(shape), dtype) if y is None else y
        # The rows are put where they belong in the order of memory: by step, or by sample.
        self.by_step = self.y.ndim == 3 and abs(self.y.strides[0]) < abs(self.y.strides[1])
        places = self.y.swapaxes(0, 1) if self.by_step else self.y
        some = max(1, ROWS_AT_ONCE // math.prod(places.shape[1:-1]))
        blocks = [slice(i, i + some) for i in range(0, len(places), some)]
        self.blocks = [(block, places[block]) for block in blocks]
        self.rows = take((some, *places.shape[1:]), dtype)
        # From the second place on, at most half of the places are those of a word each.
        n = math.prod(shape)
        self.sums, self.terms = (take((k, layer.output_dim), dtype) for k in (n, n // 2))
        self.dE = memory.parameters.gradient(layer, "embeddings")
        self.touched = memory.parameters.touched

    def forward(self, x, training=True):
        """y = E[x]."""
        self.ids = self.layer.rows(x)
        ids = self.ids.T if self.by_step else self.ids
        E = self.layer.params["embeddings"]
        for block, y in self.blocks:
            rows = np.take(E, ids[block], axis=0, out=self.rows[: len(y)], mode="clip")
            np.copyto(y, rows)
        return self.y

    def backward(self, dy, wanted=True):
        """Fills dE; zeros go only where the step before left something."""
        ids = self.ids
        if not dy.flags.c_contiguous and dy.ndim == 3:
            dy, ids = dy.swapaxes(0, 1), ids.T
        dy, ids = dy.reshape(-1, self.dE.shape[1]), ids.reshape(-1)
        self.dE[self.touched.get(self.layer, ALL)] = 0
        rows = put_sums(self.dE, ids, dy, self.sums, self.terms)
        self.touched[self.layer] = ALL if self.layer.embeddings_regularizer else rows


def put_sums(dE, ids, dy, sums, terms):
    """dE[v] = Σ dy over all places where ids is v. Gives the rows that were written.

    Arguments:
        sums, terms: rows like those of dy, as many and half as many; what was in them is lost.

    >>> dE, dy = np.zeros((4, 1)), np.array([[1.0], [2.0], [4.0]])
    >>> put_sums(dE, np.array([2, 0, 2]), dy, np.empty((3, 1)), np.empty((1, 1))), dE[:, 0]
    (array([2, 0]), array([2., 0., 5., 0.]))
    """
    # NumPy counts numbers of up to 16 bits where it would have to compare longer ones.
    order = np.argsort(ids.astype(np.min_scalar_type(len(dE))), kind="stable")
    ids = ids[order]
    starts = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]]))
    lacking = -np.diff(starts, append=len(ids))
    most_first = np.argsort(lacking, kind="stable")
    starts, lacking = starts[most_first], lacking[most_first]
    words = ids[starts]
    np.take(dy, order[starts], axis=0, out=sums[: len(words)], mode="clip")
    k = 1
    while (left := int(np.searchsorted(lacking, -k))) >= FEWEST:
        np.take(dy, order[starts[:left] + k], axis=0, out=terms[:left], mode="clip")
        np.add(sums[:left], terms[:left], sums[:left])
        k += 1
    for row, start, lack in zip(sums[:left], starts[:left], lacking[:left], strict=True):
        row += dy[order[start + k : start - lack]].sum(axis=0)
    dE[words] = sums[: len(words)]
    return words
