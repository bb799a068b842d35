"""Dense layers, fused: where the gradient of a wide one's input is computed transposed."""

from unittest.mock import patch

import numpy as np
import pytest

from scratch.fused import dense
from scratch.layers import LSTM, Conv2D, Dense, Flatten
from scratch.losses import MeanSquaredError
from scratch.optimizers import SGD
from tests.scratch.fused.together import trained_together

NETWORKS = {
    "rows": (lambda: [Dense(6, "tanh"), Dense(5, "relu"), Dense(2)], (4,)),
    "sequences": (lambda: [Dense(6, "sigmoid"), Dense(5, "gelu"), Flatten(), Dense(2)], (3, 4)),
    "sequences to a recurrent layer": (lambda: [Dense(6, "tanh"), LSTM(3), Dense(2)], (5, 4)),
    "pixels to a convolution": (
        lambda: [Dense(3, "relu"), Conv2D(3, 2, padding="same"), Flatten(), Dense(2)],
        (4, 5, 2),
    ),
    "images": (lambda: [Conv2D(3, 2, activation="tanh"), Flatten(), Dense(2)], (4, 5, 1)),
}


@pytest.mark.parametrize("wide", [1, dense.WIDE])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("kind", NETWORKS)
def test_wide_layers_take_the_plain_steps(kind, dtype, wide):
    layers, shape = NETWORKS[kind]
    rng = np.random.default_rng(0)
    batches = [
        (rng.standard_normal((n, *shape)).astype(dtype), rng.standard_normal((n, 2)).astype(dtype))
        for n in (7, 3, 1, 7)
    ]
    sgd = lambda: SGD(0.1, momentum=0.9)  # noqa: E731
    with patch.object(dense, "WIDE", wide):
        trained_together(layers, MeanSquaredError(), sgd, batches, dtype)
