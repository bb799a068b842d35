r"""Softmax: y_i = e^{x_i} / Σ_j e^{x_j}.

Source: Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs", 1990.
"""

import numpy as np

from scratch.activations.activation import ActivationFunction
from scratch.validation import axis_of, floats


class Softmax(ActivationFunction):
    """y_i = e^{x_i} / Σ_j e^{x_j} along `axis`: positive numbers that sum to one.

    >>> softmax(np.array([[0.0, 0.0], [-1000.0, 1000.0]]))
    array([[0.5, 0.5],
           [0. , 1. ]])
    """

    def __call__(self, x, axis=-1):
        """The greatest x is subtracted first: y stays the same, and no e^x exceeds 1."""
        x = floats("x", x, least_rank=1)
        axis = axis_of("axis", axis, x.ndim)
        e = np.exp(x - x.max(axis, keepdims=True, initial=-np.inf))
        return e / e.sum(axis, keepdims=True)

    def derivative(self, x, axis=-1):
        """The Jacobian ∂y_i/∂x_j = y_i (δ_ij - y_j), with i and j as the last two axes."""
        y = np.moveaxis(self(x, axis), axis, -1)
        return y[..., :, None] * (np.eye(y.shape[-1], dtype=y.dtype) - y[..., None, :])

    def backward(self, dy, x, y, axis=-1):
        """dL/dx_i = y_i (dL/dy_i - Σ_j dL/dy_j y_j): the Jacobian's product, never built."""
        return y * (dy - (dy * y).sum(axis, keepdims=True))


softmax = Softmax()
