"""A loss with a penalty in Keras: keras.losses and keras.regularizers.

A regularizer turns its rate into a float32, so it is set afterwards in the precision of the run.
"""

from typing import Any

import keras
from keras import ops


def regularized_loss(weights: Any, x: Any, y: Any, rate: float = 0.1) -> dict[str, Any]:
    """The three loss curves along the weight."""
    mse = keras.losses.MeanSquaredError()
    l1, l2 = keras.regularizers.L1(), keras.regularizers.L2()
    l1.l1 = l2.l2 = ops.convert_to_tensor(rate, weights.dtype)
    loss = [mse(y, w * x) for w in weights]
    return {
        "none": ops.stack(loss),
        "l1": ops.stack([L + l1(w) for L, w in zip(loss, weights)]),
        "l2": ops.stack([L + l2(w) for L, w in zip(loss, weights)]),
    }
