"""What all layers share: parameters, gradients, state; build, forward, backward."""

import numpy as np

from scratch import initializers
from scratch.validation import floats, reject


class Layer:
    """A differentiable function with parameters. Arrays are batch-first and channels-last.

    Attributes:
        params: name -> array, what is trained (kernel, bias, ...).
        grads: name -> array, dL/dparam, filled by `backward`.
        state: name -> array, what is kept but not trained (moving_mean, ...).
        built: whether `params` exist already.
        trainable: whether a network that trains changes `params` and `state`; set it to False to
            freeze the layer. Its gradients are computed all the same.
        takes_list: whether `forward` takes one list of arrays, and `backward` gives one of
            gradients; otherwise several inputs are passed one after another.
        takes_mask: whether `forward` takes a time mask, (batch, time), as `mask`.

    Parameters are kept in float64 unless `build` is told otherwise; `forward` computes in the
    dtype of its input, so float32 in gives float32 out.
    """

    takes_list = False
    takes_mask = False

    def __init__(self):
        self.params = {}
        self.grads = {}
        self.state = {}
        self.built = False
        self.trainable = True

    def build(self, input_shape, rng=None, dtype=np.float64):
        """Create the parameters for inputs of `input_shape`, the batch in front (it may be None).

        `rng` is a numpy Generator or a seed; without one the parameters differ at each call.
        Raises ValueError when the layer cannot take such inputs.
        """
        self.create_parameters(tuple(input_shape), np.random.default_rng(rng), np.dtype(dtype))
        self.built = True

    def create_parameters(self, input_shape, rng, dtype):
        """Fill `params` and `state`. A layer without parameters has nothing to do."""

    def forward(self, x, training=False):
        """The output for input x; keeps what `backward` needs."""
        raise NotImplementedError

    def backward(self, dy):
        """dL/dx from dL/dy, for the last `forward`; fills `grads`."""
        raise NotImplementedError

    def compute_mask(self, x, mask=None):
        """The time mask of the output for input x and its mask: the same one, or None."""
        return mask

    def output_shape(self, input_shape):
        """The shape of the output for inputs of `input_shape`, the batch in front."""
        return tuple(input_shape)

    def penalty(self):
        """The sum of the layer's regularization penalties: a number to add to the loss."""
        return sum(
            regularizer(self.params[name]) for name, regularizer in self.regularizers().items()
        )

    def regularizers(self):
        """Parameter name -> regularizer, for the parameters that have one."""
        found = {name: getattr(self, f"{name}_regularizer", None) for name in self.params}
        return {name: regularizer for name, regularizer in found.items() if regularizer}

    def count_params(self):
        """How many numbers are trained."""
        return sum(array.size for array in self.params.values())

    # What subclasses use to keep their own code to the mathematics.

    def prepare(self, x, least_rank=2, rank=None):
        """x as a floating array of an accepted rank; builds the layer on first use."""
        x = floats("x", x, rank=rank, least_rank=least_rank)
        if not self.built:
            dtype = x.dtype if x.dtype.kind == "f" else np.float64
            self.build(x.shape, dtype=dtype)
        return x

    def param(self, name, like):
        """The parameter `name` in the dtype of the array `like`."""
        return self.params[name].astype(like.dtype, copy=False)

    def add_param(self, name, shape, initializer, rng, dtype):
        """Create params[name] with an initializer, a name or a callable (shape, rng, dtype)."""
        initialize = initializers.get(initializer)
        self.params[name] = np.asarray(initialize(shape, rng), dtype=dtype)

    def set_grad(self, name, gradient):
        """Keep dL/dparam, the regularizer's gradient added where the parameter has one."""
        regularizer = getattr(self, f"{name}_regularizer", None)
        if regularizer:
            gradient = gradient + regularizer.gradient(self.param(name, gradient))
        self.grads[name] = gradient

    def upstream(self, dy, shape):
        """dy as an array of the output's shape; refuses anything else, as nothing is broadcast."""
        dy = floats("dy", dy)
        if dy.shape != tuple(shape):
            reject("dy", f"of the output's shape, {tuple(shape)}", dy.shape)
        return dy
