"""Checks of arguments, each with a message that names the argument and what was received.

Every message has the same three parts: which argument, what is accepted, `Received: ...`.
"""

import numpy as np


def reject(argument, accepted, received, error=ValueError):
    """Raise `error`, naming the argument, what it accepts and what came instead."""
    raise error(f"`{argument}` must be {accepted}. Received: {argument}={describe(received)}")


def describe(value):
    """`value` in a few words: the shape and dtype of an array, the repr of anything else."""
    if isinstance(value, np.ndarray) and value.size > 8:
        return f"array of shape {value.shape}, dtype {value.dtype}"
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "..."


def integer(argument, value, least=1):
    """`value` as an int, if it is a whole number of at least `least`.

    >>> integer("units", 3)
    3
    >>> integer("units", 0)
    Traceback (most recent call last):
    ValueError: `units` must be an integer >= 1. Received: units=0
    """
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        reject(argument, f"an integer >= {least}", value, TypeError)
    if value < least:
        reject(argument, f"an integer >= {least}", value)
    return int(value)


def number(argument, value, least=None, below=None):
    """`value` as it came, if it is a finite real number in [least, below)."""
    accepted = "a finite number"
    if least is not None:
        accepted += f" >= {least}"
    if below is not None:
        accepted += f" and < {below}" if least is not None else f" < {below}"
    if isinstance(value, (bool, np.bool_)) or not isinstance(
        value, (int, float, np.integer, np.floating)
    ):
        reject(argument, accepted, value, TypeError)
    inside = np.isfinite(value)
    inside = inside and (least is None or value >= least) and (below is None or value < below)
    if not inside:
        reject(argument, accepted, value)
    return value


def pair(argument, value, least=1):
    """`value` as two integers (rows, columns): an integer counts for both.

    >>> pair("strides", 2)
    (2, 2)
    """
    if isinstance(value, (tuple, list)):
        if len(value) != 2:
            reject(argument, "an integer or a pair of integers", value)
        return integer(argument, value[0], least), integer(argument, value[1], least)
    return (integer(argument, value, least),) * 2


def boolean(argument, value):
    """`value`, if it is True or False."""
    if not isinstance(value, (bool, np.bool_)):
        reject(argument, "True or False", value, TypeError)
    return bool(value)


def one_of(argument, value, options):
    """`value`, if it is among `options`."""
    plain = not isinstance(value, np.ndarray)
    if not any(value is option or (plain and value == option) for option in options):
        reject(argument, f"one of {', '.join(map(repr, options))}", value)
    return value


def axis_of(argument, value, rank):
    """`value` as a non-negative axis of an array of `rank` dimensions; -1 is the last.

    >>> axis_of("axis", -1, rank=3)
    2
    """
    accepted = f"an axis of an array of {rank} dimensions, from {-rank} to {rank - 1}"
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        reject(argument, accepted, value, TypeError)
    if not -rank <= value < rank:
        reject(argument, accepted, value)
    return int(value) % rank


def array_of(argument, value, accepted="an array"):
    """`value` as an array of any dtype; lists of unlike lengths are none.

    >>> array_of("x", [1, 2])
    array([1, 2])
    """
    try:
        return np.asarray(value)
    except ValueError:
        return reject(argument, accepted, value)


def dtype_of(argument, value):
    """`value` as a dtype of numbers: np.float32, "int8".

    >>> dtype_of("dtype", "float32")
    dtype('float32')
    """
    accepted = "a dtype of numbers, such as 'float32'"
    try:
        dtype = np.dtype(value)
    except (TypeError, ValueError):
        reject(argument, accepted, value, TypeError)
    if value is None or dtype.kind not in "fcbiu":
        reject(argument, accepted, value, TypeError)
    return dtype


def floats(argument, value, rank=None, least_rank=None):
    """`value` as an array of floating numbers (integers become float64), of the rank asked for.

    Complex numbers and extended precision pass: the harness differentiates with them.
    """
    array = array_of(argument, value, "an array of numbers")
    if array.dtype.kind not in "fcbiu":
        reject(argument, "an array of numbers", value, TypeError)
    if array.dtype.kind in "biu":
        array = array.astype(np.float64)
    if rank is not None and array.ndim != rank:
        reject(argument, f"an array of {rank} dimensions", array.shape)
    if least_rank is not None and array.ndim < least_rank:
        reject(argument, f"an array of at least {least_rank} dimensions", array.shape)
    return array


def reals(argument, value, rank=None, least_rank=None):
    """As `floats`, without complex numbers: what they are rounded or ordered for has no sense."""
    array = floats(argument, value, rank, least_rank)
    if array.dtype.kind == "c":
        reject(argument, "an array of real numbers", array, TypeError)
    return array


def mask_array(argument, value, meaning):
    """`value` as a boolean array; of another type it may be made of zeros and ones."""
    accepted = f"a boolean array, or one of zeros and ones, {meaning}"
    mask = array_of(argument, value, accepted)
    if mask.dtype == bool:
        return mask
    if mask.dtype.kind in "iuf" and np.isin(mask, (0, 1)).all():
        return mask.astype(bool)
    return reject(argument, accepted, mask, TypeError)


def same_shape(argument, value, shape, other):
    """Refuse an array whose shape is not `shape`, the shape of `other`: nothing is broadcast."""
    if value.shape != tuple(shape):
        reject(argument, f"of the shape of {other}, {tuple(shape)}", value.shape)
    return value
