r"""Two-dimensional convolution: z_pqf = Σ_ijc x_{ps+id, qs+jd, c} W_ijcf, y = f(z + b).

The kernel is not flipped, so this is what mathematics calls cross-correlation.

Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
recognition", 1998. Groups: Krizhevsky, Sutskever, Hinton 2012. Dilation: Yu and Koltun 2016.
"""

import math

import numpy as np

from scratch import regularizers
from scratch.layers.convolution import Convolution
from scratch.validation import integer, reject


class Conv2D(Convolution):
    r"""Each output pixel is a weighted sum of a window of the image, the same weights everywhere.

    Shapes: x (batch, height, width, channels), kernel (rows, columns, channels / groups, filters),
    bias (filters,), y (batch, places down, places across, filters).

    Arguments:
        filters: the number of output channels.
        kernel_size: rows and columns of the kernel; an integer counts for both, here and below.
        strides: the steps between windows.
        padding: "valid" (windows stay inside the image) or "same" (zeros around it).
        dilation_rate: the distance between neighbouring positions of the kernel.
        groups: the channels are split into so many parts, each with its own share of the filters.
        activation, use_bias, initializers, regularizers: as in Dense.

    As one matrix product (im2col): each row of X is a window laid flat, each row of Z an output
    pixel, and W the kernel with its first three axes laid flat. With dZ = dL/dZ:
        Z = X W,   dL/dW = X^T dZ,   dL/db = Σ dZ,   dL/dX = dZ W^T,
    and dL/dx sums, for each pixel, the entries of dL/dX in which it was seen (col2im).

    >>> layer = Conv2D(4, kernel_size=3, strides=2, padding="same")
    >>> layer.forward(np.ones((2, 5, 6, 3))).shape
    (2, 3, 3, 4)
    """

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        dilation_rate=1,
        groups=1,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
    ):
        super().__init__(
            kernel_size,
            strides,
            padding,
            dilation_rate,
            activation,
            use_bias,
            bias_initializer,
            bias_regularizer,
        )
        self.refuse_strides_with_dilation()
        self.filters = integer("filters", filters)
        self.groups = integer("groups", groups)
        if self.filters % self.groups:
            reject("groups", f"a divisor of filters={self.filters}", self.groups)
        self.kernel_initializer = kernel_initializer
        self.kernel_regularizer = regularizers.get(kernel_regularizer)

    def create_parameters(self, input_shape, rng, dtype):
        """kernel (rows, columns, channels / groups, filters) and bias (filters,)."""
        channels = self.channels(input_shape)
        if channels % self.groups:
            reject("groups", f"a divisor of the image's {channels} channels", self.groups)
        self.windows.places(input_shape[1:3])
        shape = (*self.windows.kernel_size, channels // self.groups, self.filters)
        self.add_param("kernel", shape, self.kernel_initializer, rng, dtype)
        if self.use_bias:
            self.add_param("bias", (self.filters,), self.bias_initializer, rng, dtype)

    def forward(self, x, training=False):
        """y = f(X W + b)."""
        x = self.prepare(x, rank=4)
        kernel = self.param("kernel", x)
        x = self.images(x, kernel.shape[2] * self.groups)
        self.size, places = x.shape[1:3], self.windows.places(x.shape[1:3])
        self.X = self.matrices(np.moveaxis(self.windows.view(x), (0, 1), (3, 4)))
        Z = self.X @ self.matrices(kernel)
        return self.respond(self.join(Z).reshape(len(x), *places, self.filters))

    def backward(self, dy):
        """dL/dx; fills grads["kernel"] and grads["bias"]."""
        dz = self.before_response(dy)
        kernel = self.param("kernel", dz)
        rows, columns, channels, _ = kernel.shape
        dZ = self.matrices(dz)
        dW = self.X.transpose(0, 2, 1) @ dZ
        self.set_grad("kernel", self.join(dW).reshape(kernel.shape))
        W = self.matrices(kernel).reshape(self.groups, rows * columns, channels, -1)
        dX = self.join(dZ[:, None] @ W.transpose(0, 1, 3, 2))
        seen = dX.reshape(rows, columns, *dz.shape[:3], channels * self.groups)
        return self.windows.scatter(seen, self.size)

    def matrices(self, array):
        """One matrix a group, its rows the first three axes, its columns the rest."""
        *kept, channels = array.shape
        channels //= self.groups
        split = np.moveaxis(array.reshape(*kept, self.groups, channels), -2, 0)
        return split.reshape(self.groups, math.prod(kept[:3]), math.prod(kept[3:]) * channels)

    def join(self, parts):
        """The groups' channels side by side: (groups, ..., n) to (..., groups · n)."""
        joined = np.moveaxis(parts, 0, -2)
        return joined.reshape(*joined.shape[:-2], joined.shape[-2] * joined.shape[-1])

    def output_shape(self, input_shape):
        """(batch, places down, places across, filters)."""
        return (input_shape[0], *self.windows.places(input_shape[1:3]), self.filters)
