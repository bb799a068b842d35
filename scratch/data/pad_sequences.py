r"""Padding: sequences of different lengths in one array (sequences, maxlen), filled with a value.

By default both what is filled and what is cut lies in front, so that the last steps, from which
a recurrent network answers, are the sequence's own.

Source: Chollet et al., Keras, 2015, `keras.utils.pad_sequences`.
"""

import numpy as np

from scratch.validation import dtype_of, integer, number, one_of, reals, reject


def pad_sequences(
    sequences, maxlen=None, padding="pre", truncating="pre", value=0.0, dtype="int32"
):
    """An array (sequences, maxlen) with each sequence in a row.

    Arguments:
        sequences: a list of lists of numbers.
        maxlen: the length of each row; that of the longest sequence where it is None.
        padding: where a short sequence is filled, "pre" or "post".
        truncating: where a long one is cut, "pre" or "post".
        value: what fills.
        dtype: of the result.

    >>> pad_sequences([[1, 2, 3], [4]], maxlen=2)
    array([[2, 3],
           [0, 4]], dtype=int32)
    """
    several = np.iterable(sequences) and not isinstance(sequences, str)
    if not several or not all(np.iterable(s) and hasattr(s, "__len__") for s in sequences):
        reject("sequences", "a list of lists of numbers", sequences)
    one_of("padding", padding, ("pre", "post"))
    one_of("truncating", truncating, ("pre", "post"))
    longest = max((len(s) for s in sequences), default=0)
    maxlen = longest if maxlen is None else integer("maxlen", maxlen)
    dtype = dtype_of("dtype", dtype)
    refuse_beyond(dtype, "value", np.array([number("value", value)]))
    padded = np.full((len(sequences), maxlen), value, dtype)
    for i, (row, sequence) in enumerate(zip(padded, sequences)):
        sequence = reals(f"sequences[{i}]", sequence, rank=1)
        refuse_beyond(dtype, f"sequences[{i}]", sequence)
        kept = sequence[-maxlen:] if truncating == "pre" else sequence[:maxlen]
        start = maxlen - len(kept) if padding == "pre" else 0
        row[start : start + len(kept)] = kept
    return padded


def refuse_beyond(dtype, argument, values):
    """Refuse numbers that an integer dtype cannot hold."""
    if dtype.kind in "iu" and values.size:
        least, most = np.iinfo(dtype).min, np.iinfo(dtype).max
        if not (least <= values.min() and values.max() <= most):
            reject(argument, f"numbers that {dtype} holds", values)
