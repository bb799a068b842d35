r"""Dense (fully connected): y = f(x W + b).

Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", 1986.
"""

from scratch import activations, regularizers
from scratch.layers.layer import Layer
from scratch.validation import boolean, integer, reject


class Dense(Layer):
    r"""Each output is a weighted sum of all inputs, plus a bias, through an activation.

    Shapes: x (batch, ..., n), kernel (n, units), bias (units,), y (batch, ..., units).

    Arguments:
        units: the number of outputs.
        activation: the name of an activation, a callable of `scratch.activations`, or None.
        use_bias: whether b is added.
        kernel_initializer, bias_initializer: names of `scratch.initializers`, or callables.
        kernel_regularizer, bias_regularizer: names of `scratch.regularizers`, or callables.

    Gradients, with dz = dL/dy · f'(z) and the sums over all samples:
        dL/dW = x^T dz,   dL/db = Σ dz,   dL/dx = dz W^T

    >>> layer = Dense(2)
    >>> layer.build((None, 3), rng=0)
    >>> layer.forward(np.ones((5, 3))).shape
    (5, 2)
    """

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
    ):
        super().__init__()
        self.units = integer("units", units)
        self.activation = activations.get(activation)
        self.use_bias = boolean("use_bias", use_bias)
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)

    def create_parameters(self, input_shape, rng, dtype):
        """kernel (n, units) and bias (units,), for inputs (batch, ..., n)."""
        if len(input_shape) < 2 or input_shape[-1] is None:
            reject("input_shape", "(batch, ..., features) with known features", input_shape)
        n = input_shape[-1]
        self.add_param("kernel", (n, self.units), self.kernel_initializer, rng, dtype)
        if self.use_bias:
            self.add_param("bias", (self.units,), self.bias_initializer, rng, dtype)

    def forward(self, x, training=False):
        """y = f(x W + b)."""
        x = self.prepare(x, least_rank=2)
        W = self.param("kernel", x)
        if x.shape[-1] != W.shape[0]:
            reject("x", f"an array of {W.shape[0]} features, as the kernel has", x.shape)
        z = x @ W
        if self.use_bias:
            z += self.param("bias", x)
        y = self.activation(z)
        self.x, self.z, self.y = x, z, y
        return y

    def backward(self, dy):
        """dL/dx; fills grads["kernel"] and grads["bias"]."""
        dy = self.upstream(dy, self.y.shape)
        dz = self.activation.backward(dy, self.z, self.y)
        rows = dz.reshape(-1, self.units)
        self.set_grad("kernel", self.x.reshape(-1, self.x.shape[-1]).T @ rows)
        if self.use_bias:
            self.set_grad("bias", rows.sum(axis=0))
        return dz @ self.param("kernel", dz).T

    def output_shape(self, input_shape):
        """(batch, ..., units)."""
        return (*input_shape[:-1], self.units)
