r"""Logarithm of the softmax: y_i = x_i - log Σ_j e^{x_j}.

Source: Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.3.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.activations.softmax import softmax
from scratch.validation import axis_of, floats


class LogSoftmax(ActivationFunction):
    """y_i = x_i - log Σ_j e^{x_j} along `axis`: finite also where the softmax itself rounds to 0.

    >>> log_softmax(np.array([-1000.0, 1000.0]))
    array([-2000.,     0.])
    """

    def __call__(self, x, axis=-1):
        """The greatest x is subtracted first: y stays the same, and no e^x exceeds 1."""
        x = floats("x", x, least_rank=1)
        axis = axis_of("axis", axis, x.ndim)
        x = x - x.max(axis, keepdims=True, initial=-np.inf)
        return x - np.log(np.exp(x).sum(axis, keepdims=True))

    def derivative(self, x, axis=-1):
        """The Jacobian ∂y_i/∂x_j = δ_ij - softmax(x)_j, with i and j as the last two axes."""
        p = np.moveaxis(softmax(x, axis), axis, -1)
        return np.eye(p.shape[-1], dtype=p.dtype) - p[..., None, :]

    def backward(self, dy, x, y, axis=-1):
        """dL/dx_i = dL/dy_i - softmax(x)_i Σ_j dL/dy_j, with softmax(x) = e^y."""
        return dy - np.exp(y) * dy.sum(axis, keepdims=True)


log_softmax = LogSoftmax()
