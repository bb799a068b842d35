r"""The memory of a recurrent network: h_t = tanh(x_t W + h_{t-1} U + b), with h_0 = 0.

Each state holds what the network has kept of all steps so far.

Source: Elman, "Finding Structure in Time", 1990.
"""

import numpy as np

from scratch.validation import floats, reject, same_shape


def rnn_states(x, kernel, recurrent_kernel, bias):
    """All states h (batch, time, units) for sequences x (batch, time, features).

    Arguments:
        x: the sequences.
        kernel: W, (features, units).
        recurrent_kernel: U, (units, units).
        bias: b, (units,).

    >>> W, U, b = np.ones((1, 1)), np.zeros((1, 1)), np.zeros(1)
    >>> rnn_states(np.array([[[0.0], [20.0]]]), W, U, b).ravel()
    array([0., 1.])
    """
    x, W = floats("x", x, rank=3), floats("kernel", kernel, rank=2)
    U, b = floats("recurrent_kernel", recurrent_kernel), floats("bias", bias)
    if not x.shape[1]:
        reject("x", "sequences of one step or more", x.shape)
    features, units = x.shape[2], W.shape[1]
    same_shape("kernel", W, (features, units), "(features, units)")
    same_shape("recurrent_kernel", U, (units, units), "(units, units)")
    same_shape("bias", b, (units,), "(units,)")

    h = np.zeros((len(x), units), x.dtype)
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W + h @ U + b)
        states.append(h)
    return np.stack(states, axis=1)
