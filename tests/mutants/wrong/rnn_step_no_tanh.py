"""Step functions of a vanilla RNN.

like: rnn_cell
object: rnn_step_forward,rnn_step_backward
verdict: wrong
cause: derivative|tanh
note: The derivative of tanh is missing in the backward step.
"""

import numpy as np


def rnn_step_forward(x, prev_h, Wx, Wh, b):
    next_h = np.tanh(x.dot(Wx) + prev_h.dot(Wh) + b)
    return next_h, (x, prev_h, Wx, Wh)


def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh = cache
    dx = dnext_h.dot(Wx.T)
    dprev_h = dnext_h.dot(Wh.T)
    dWx = x.T.dot(dnext_h)
    dWh = prev_h.T.dot(dnext_h)
    return dx, dprev_h, dWx, dWh, dnext_h.sum(axis=0)
