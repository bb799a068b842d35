"""Matrix products into kept arrays, their rows shared among the threads where that pays."""

from functools import partial

import numpy as np

from scratch.fused import threads

WORTH_SHARING = 4e6
"""Multiplications; below it waking a thread takes longer than it saves."""


def multiply(a, b, out):
    """out = a b; `out` is contiguous."""
    if threads.count == 1 or out.size * a.shape[1] < WORTH_SHARING:
        np.dot(a, b, out=out)
    elif out.shape[0] >= out.shape[1]:
        threads.fork_join(partial(multiply_rows, a, b, out), threads.shares(out.shape[0]))
    else:
        threads.fork_join(partial(multiply_columns, a, b, out), threads.shares(out.shape[1]))


def multiply_rows(a, b, out, rows):
    """Some rows of a b."""
    np.dot(a[rows], b, out=out[rows])


def multiply_columns(a, b, out, columns):
    """Some columns of a b."""
    np.matmul(a, b[:, columns], out=out[:, columns])
