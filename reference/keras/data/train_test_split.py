"""The hold-out split in Keras: keras.utils.split_dataset of the rows in the given order.

split_dataset rounds the size of the part on the left; here the right part is rounded up.
"""

import math
from typing import Any

import numpy as np
from keras import utils

from reference.keras.data.shuffle import shuffle


def train_test_split(x: Any, y: Any, order: Any, fraction: float = 0.25) -> tuple[Any, ...]:
    """(x_train, x_test, y_train, y_test)."""
    test = math.ceil(fraction * len(x))
    rows = tuple(np.array(array) for array in shuffle(x, y, order))
    parts = [list(part) for part in utils.split_dataset(rows, len(x) - test, test)]
    return tuple(np.stack([row[i] for row in part]) for i in (0, 1) for part in parts)
