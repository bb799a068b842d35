"""Encoding of categories in Keras: keras.layers.IntegerLookup, with no place for unknown values.

Left to `adapt`, it would number them by how frequent they are; here the vocabulary is sorted.
"""

from typing import Any

import keras
import numpy as np


def encode_categories(train: Any, values: Any) -> dict[str, Any]:
    """The numbers of `values` among the categories of `train`, the categories, and the way back."""
    categories = np.unique(train)
    lookup = keras.layers.IntegerLookup(vocabulary=categories, num_oov_indices=0)
    back = keras.layers.IntegerLookup(vocabulary=categories, num_oov_indices=0, invert=True)
    codes = lookup(values)
    return {"output": codes, "categories": categories, "inverse": back(codes)}
