"""What all losses share: a call with (y_true, y_pred), and the gradient for y_pred."""

from scratch.validation import floats, reals, reject, same_shape

EPSILON = 1e-7
"""Probabilities are cut to [EPSILON, 1 - EPSILON] before their logarithm is taken, as in Keras."""


class Loss:
    """A mean over the batch of how wrong the predictions are.

    `loss(y_true, y_pred)` gives a scalar in the dtype of y_pred; `loss.backward()` then gives
    dL/dy_pred, in the shape of y_pred.
    """

    def __call__(self, y_true, y_pred):
        """L, a scalar."""
        raise NotImplementedError

    def backward(self):
        """dL/dy_pred for the last call."""
        raise NotImplementedError

    def prepare(self, y_true, y_pred):
        """Both as arrays of one shape and of the dtype of y_pred; nothing is broadcast."""
        y_pred = not_empty(floats("y_pred", y_pred, least_rank=1))
        read = floats if y_pred.dtype.kind == "c" else reals
        y_true = same_shape("y_true", read("y_true", y_true), y_pred.shape, "y_pred")
        return y_true.astype(y_pred.dtype, copy=False), y_pred


def not_empty(y_pred):
    """The predictions, if there are any: there is no mean of none."""
    if y_pred.size == 0:
        reject("y_pred", "an array of at least one number", y_pred.shape)
    return y_pred
