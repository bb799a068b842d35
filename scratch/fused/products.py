"""Matrix products into kept arrays: in tiles where those are faster, and shared among the threads.

Where a processor has AVX-512, OpenBLAS multiplies small matrices as they lie; larger ones are first
copied into an order of its own. The small products are the faster by a tenth to a sixth, so a large
one is cut into small ones,

    out[i, j] = Σ_k a[i, k] b[k, j],

whose factors stay in the cache. Sums over a long k are cut too, and their parts added at the end.
"""

import os
from functools import partial
from itertools import product as pairs
from math import ceil, prod

import numpy as np

from scratch.fused import threads

SMALL = 10**6
"""Multiplications of the largest product that OpenBLAS takes as small."""

ROWS, COLUMNS = 48, 256
"""A tile's, at most."""

MULTIPLE = 12
"""Of rows that a tile has where it can: what is computed at a time then leaves no rest."""

REGISTERS = 64
"""Columns that OpenBLAS computes at a time; a tile has a multiple of them where it can."""

WHOLE, DEPTH = 1024, 640
"""The longest k that is not cut, and how long the parts of a longer one are."""

CACHED = 1 << 19
"""Bytes of b that serve all rows of a before others are read: they stay in the cache meanwhile."""

THIN = 256
"""A part of b that has fewer rows, and is not all of it, has too little to add up: its outcome is
read and written more often than tiles can make up for."""

WORTH_SHARING = 6e6
"""Multiplications; below it waking a thread takes longer than it saves."""

SHARE, SHARED_ROWS = 6e6, 16
"""Multiplications that a thread takes at a time, so few that all end at about the same time; their
rows are a multiple of that many."""


def small_are_faster():
    """Whether NumPy's BLAS on this processor is one that multiplies small matrices as they lie."""
    config = np.show_config(mode="dicts")
    found = config["SIMD Extensions"]
    avx512 = {"X86_V4", "AVX512_SKX"} & {*found.get("baseline", ()), *found.get("found", ())}
    kernels = os.environ.get("OPENBLAS_CORETYPE", "SkylakeX").lower()
    usual = kernels in ("skylakex", "cooperlake", "sapphirerapids")
    return bool(avx512 and usual and "openblas" in config["Build Dependencies"]["blas"]["name"])


TILED = small_are_faster()


def product(a, b, out, arena):
    """A function of nothing that computes out = a b, of whatever a and b then hold.

    Arguments:
        a, b, out: (..., rows, k), (..., k, columns) and (..., rows, columns), of one dtype.
        arena: where memory is taken from.
    """
    shared = threads.count > 1 and out.size * a.shape[-1] >= WORTH_SHARING
    part = worth_tiles(a, b, out)
    if part:
        return Tiled(a, b, out, part, shared, arena)
    if shared:
        return partial(threads.share, halves(a, b, out))
    if out.ndim == 2 and out.flags.c_contiguous:
        return partial(a.dot, b, out)
    return partial(np.matmul, a, b, out=out)


def multiply(a, b, out):
    """out = a b, for once: of factors that lie elsewhere each time. Arguments: see `product`."""
    if worth_tiles(a, b, out) == b.shape[-2:]:
        for call in tiles(a, b, out):
            call()
    else:
        np.matmul(a, b, out=out)


def worth_tiles(a, b, out):
    """The parts of b, as `part_of_b` gives them; None where a b is best left whole."""
    k, (rows, columns) = a.shape[-1], out.shape[-2:]
    # Where b lies transposed, OpenBLAS takes hardly any product as small.
    fits = TILED and rows * columns * k > SMALL and b.strides[-1] == b.itemsize
    return part_of_b(columns, k, out.itemsize) if fits else None


def part_of_b(columns, k, itemsize):
    """(depth, width) of the parts of b that serve all rows of a in turn; None where none is good.

    >>> part_of_b(128, 785, 4), part_of_b(128, 5409, 4), part_of_b(2048, 128, 4)
    ((785, 128), (601, 128), (128, 1024))
    """
    fits = CACHED // itemsize
    depth = min(k if k <= WHOLE else DEPTH, fits // columns)
    if depth >= min(k, THIN):
        return ceil(k / ceil(k / depth)), columns
    if k <= THIN:
        return k, max(REGISTERS, fits // k // REGISTERS * REGISTERS)
    return None


def halves(a, b, out):
    """Functions that compute out = a b, as many as there are threads."""
    rows, columns = out.shape[-2:]
    if rows >= columns:
        return [
            partial(np.matmul, a[..., i, :], b, out=out[..., i, :]) for i in threads.shares(rows)
        ]
    return [
        partial(np.matmul, a, b[..., :, j], out=out[..., :, j]) for j in threads.shares(columns)
    ]


class Tiled:
    """A product in tiles; see `product`.

    Attributes:
        calls: functions that compute some tiles each, in any order.
        parts: what the parts of k add up to; None where k is whole.
    """

    def __init__(self, a, b, out, part, shared, arena):
        *lead, rows, columns = out.shape
        k, (depth, width) = a.shape[-1], part
        height = rows
        if shared:
            some = int(SHARE / (prod(lead) * min(width, columns) * depth))
            height = max(SHARED_ROWS, some // SHARED_ROWS * SHARED_ROWS)
        depths, heights, widths = (
            slices(*lengths) for lengths in ((k, depth), (rows, height), (columns, width))
        )
        self.out, self.parts = out, None
        sums = [out]
        if len(depths) > 1:
            self.parts = sums = arena.take((len(depths), *out.shape), out.dtype)
        self.calls = [
            call
            for of_sum, into in zip(depths, sums, strict=True)
            for j, i in pairs(widths, heights)
            for call in tiles(a[..., i, of_sum], b[..., of_sum, j], into[..., i, j])
        ]
        self.run = threads.share if shared else threads.call_all

    def __call__(self):
        """out = a b."""
        self.run(self.calls)
        if self.parts is not None:
            np.add.reduce(self.parts, axis=0, out=self.out)


def tiles(a, b, out):
    """Functions that compute out = a b: one for all tiles of a size, and some for what is left."""
    (rows, columns), k = out.shape[-2:], a.shape[-1]
    height = min(rows, ROWS)
    fitting = SMALL // (height * k) // REGISTERS * REGISTERS
    width = min(columns, COLUMNS, max(REGISTERS, fitting))
    height = max(1, min(height, SMALL // (width * k)))
    height -= height % MULTIPLE if height > MULTIPLE else 0
    return [
        partial(
            np.matmul,
            cut(a[..., i, :], height, k),
            cut(b[..., :, j], k, width),
            out=cut(out[..., i, j], height, width),
        )
        for (i, height), (j, width) in pairs(whole(rows, height), whole(columns, width))
    ]


def whole(length, size):
    """Slices of `range(length)` and the sizes they are cut in: what `size` divides, and the rest.

    >>> whole(10, 4)
    [(slice(0, 8, None), 4), (slice(8, 10, None), 2)]
    """
    end = length // size * size
    found = [(slice(0, end), size), (slice(end, length), length - end)]
    return [(part, size) for part, size in found if part.stop > part.start]


def cut(array, rows, columns):
    """(..., m, n) seen as (..., m / rows, n / columns, rows, columns)."""
    *lead, m, n = array.shape
    return array.reshape(*lead, m // rows, rows, n // columns, columns).swapaxes(-2, -3)


def slices(length, size):
    """Slices of `size`, of which the last may be shorter.

    >>> slices(5, 3)
    [slice(0, 3, None), slice(3, 5, None)]
    """
    return [slice(i, min(i + size, length)) for i in range(0, length, size)]
