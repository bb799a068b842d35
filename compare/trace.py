"""Trace: what a run leaves behind, the only thing the harness compares.

A Trace maps a quantity's name to a NumPy array in the canonical layout (batch first, channels
last, Keras's names): "output", "grad:input", "grad:kernel", "state:moving_mean", "step:17/loss".
Implementations return plain dicts; `as_trace` checks them.
"""

from collections.abc import Mapping

import numpy as np

Trace = dict[str, np.ndarray]


def as_trace(quantities: Mapping[str, object]) -> Trace:
    """A Trace of `quantities`, each a private copy: a later step cannot change it.

    Raises TypeError where a name is no string or a value is no array of numbers.
    """
    trace: Trace = {}
    for name, value in quantities.items():
        if not isinstance(name, str):
            raise TypeError(f"A quantity's name must be a string. Received: {name!r}")
        array = np.array(value)
        if array.dtype.kind not in "fiubc":
            raise TypeError(
                f"The quantity {name!r} must be an array of numbers. Received: {array.dtype}"
            )
        trace[name] = array
    return trace
