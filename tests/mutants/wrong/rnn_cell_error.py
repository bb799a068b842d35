"""A recurrent cell of the course, one step back in time.

like: rnn_cell
object: rnn_cell_forward,rnn_cell_backward
verdict: wrong
cause: tanh|derivative|delta|1 ?- ?h|activation
note: The error is propagated without the derivative of the tanh.
"""

import numpy as np


def rnn_cell_forward(xt, h_prev, parameters):
    Wx, Wh, b = parameters["Wx"], parameters["Wh"], parameters["b"]
    h_next = np.tanh(np.dot(xt, Wx) + np.dot(h_prev, Wh) + b)
    return h_next, (h_next, h_prev, xt, parameters)


def rnn_cell_backward(dh_next, cache):
    h_next, h_prev, xt, parameters = cache
    error = dh_next
    return {
        "dxt": np.dot(error, parameters["Wx"].T),
        "dh_prev": np.dot(error, parameters["Wh"].T),
        "dWx": np.dot(xt.T, error),
        "dWh": np.dot(h_prev.T, error),
        "db": np.sum(error, axis=0),
    }
