r"""Mini-batches: the N rows in ⌈N / B⌉ groups of B, the last of which may be shorter.

Source: Bottou, Curtis, Nocedal, "Optimization Methods for Large-Scale Machine Learning", 2018.
"""

from scratch.data.shuffle import shuffle
from scratch.validation import integer


def mini_batches(x, y, batch_size, order=None, rng=None):
    """Yield (x_batch, y_batch): every row comes once, also those of a last short batch.

    Arguments:
        x: array (rows, ...).
        y: array (rows, ...).
        batch_size: B, the number of rows in each batch but the last.
        order: the permutation of the rows, or None.
        rng: the numpy Generator or the seed that draws it; without one the rows stay.

    >>> [rows.tolist() for rows, _ in mini_batches(range(5), range(5), batch_size=2)]
    [[0, 1], [2, 3], [4]]
    """
    B = integer("batch_size", batch_size)
    x, y = shuffle(x, y, order, rng)
    return ((x[i : i + B], y[i : i + B]) for i in range(0, len(x), B))


def numbered_batches(x, y, batch_size, order=None):
    """The batches under names: x:0, y:0, x:1, y:1, ..."""
    batches = mini_batches(x, y, batch_size, order)
    return {f"{name}:{i}": rows for i, xy in enumerate(batches) for name, rows in zip("xy", xy)}
