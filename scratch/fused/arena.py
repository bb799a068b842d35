"""The memory of a layout: arrays that are asked for in the same order by whichever has it."""

import math

import numpy as np

ALIGNMENT = 64  # bytes: a cache line, and the widest vector registers


class Arena:
    """The i-th array that is asked for lies where the i-th lay before, if there is room enough.

    So a layout that takes the place of another asks for no memory, where it needs no more.

    >>> arena = Arena()
    >>> long = arena.take((4, 3), np.float64)
    >>> arena.reset()
    >>> np.shares_memory(long, arena.take((2, 3), np.float64))
    True
    """

    def __init__(self):
        self.blocks = []
        self.taken = 0

    def reset(self):
        """Begin again with the first array."""
        self.taken = 0

    def take(self, shape, dtype):
        """A contiguous array; what is in it is whatever was there."""
        dtype = np.dtype(dtype)
        needed = math.prod(shape) * dtype.itemsize
        if self.taken == len(self.blocks):
            self.blocks.append(aligned(needed))
        elif self.blocks[self.taken].nbytes < needed:
            self.blocks[self.taken] = aligned(needed)
        block = self.blocks[self.taken]
        self.taken += 1
        return block[:needed].view(dtype).reshape(shape)


def aligned(size):
    """`size` bytes that begin at a multiple of the alignment."""
    room = np.empty(size + ALIGNMENT, np.uint8)
    first = -room.ctypes.data % ALIGNMENT
    return room[first : first + size]


def front(buffer, shape):
    """The first numbers of a buffer, in a shape."""
    return buffer[: math.prod(shape)].reshape(shape)
