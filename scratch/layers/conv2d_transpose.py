r"""Transposed convolution: each pixel paints the kernel, scaled by itself, into a larger image.

z_{ps+id, qs+jd, f} += Σ_c x_pqc W_ijfc, y = f(z + b): the gradient of a convolution with respect
to its input, used as a layer of its own.

Source: Zeiler, Krishnan, Taylor, Fergus, "Deconvolutional networks", 2010; Dumoulin and Visin 2016.
"""

import numpy as np

from scratch import regularizers
from scratch.layers.convolution import Convolution
from scratch.validation import integer, pair, reject


class Conv2DTranspose(Convolution):
    r"""The opposite way of Conv2D: from the places of the kernel to the image it slides over.

    Shapes: x (batch, height, width, channels), kernel (rows, columns, filters, channels), bias
    (filters,), y (batch, taller, wider, filters).

    Arguments:
        filters: the number of output channels.
        kernel_size: rows and columns of the kernel; an integer counts for both, here and below.
        strides: the distance between the places at which neighbouring pixels paint.
        padding: "valid" keeps all that was painted; "same" cuts the border that Conv2D would add.
        output_padding: the output has (n - 1) s + k' + output_padding pixels along an axis of n
            (k' being the kernel's span; k' mod 2 with padding "same"). It is below the stride.
            None gives max(k', s) for k' + output_padding, and n s pixels with padding "same".
        dilation_rate: the distance between neighbouring positions of the kernel.
        activation, use_bias, initializers, regularizers: as in Dense.

    With the rows of X being pixels, W of shape (rows · columns · filters, channels), and `view`
    and `scatter` as in Windows (each the adjoint of the other):
        z = scatter(X W^T),   dL/dX = view(dz) W,   dL/dW = view(dz)^T X,   dL/db = Σ dz

    >>> layer = Conv2DTranspose(4, kernel_size=3, strides=2, padding="same")
    >>> layer.output_shape((2, 5, 6, 3))
    (2, 10, 12, 4)
    """

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        output_padding=None,
        dilation_rate=1,
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
        self.output_padding = self.checked(output_padding)
        self.kernel_initializer = kernel_initializer
        self.kernel_regularizer = regularizers.get(kernel_regularizer)

    def checked(self, output_padding):
        """`output_padding` as a pair; refused where no convolution would lead back to the input."""
        if output_padding is None:
            return None, None
        extra = pair("output_padding", output_padding, least=0)
        for value, stride, span in zip(extra, self.windows.strides, self.windows.span):
            least = 1 if self.windows.padding == "same" and span % 2 == 0 else 0
            if not least <= value < stride:
                accepted = f"at least {least} and below the stride, {stride},"
                accepted += f" for padding {self.windows.padding!r} and a kernel of span {span}"
                reject("output_padding", accepted, output_padding)
        return extra

    def create_parameters(self, input_shape, rng, dtype):
        """kernel (rows, columns, filters, channels) and bias (filters,)."""
        shape = (*self.windows.kernel_size, self.filters, self.channels(input_shape))
        self.add_param("kernel", shape, self.kernel_initializer, rng, dtype)
        if self.use_bias:
            self.add_param("bias", (self.filters,), self.bias_initializer, rng, dtype)

    def painted(self, size):
        """(height, width) of the output for images of `size`; where a length is None, None."""
        return tuple(
            map(
                self.painted_along,
                size,
                self.windows.strides,
                self.windows.span,
                self.output_padding,
            )
        )

    def painted_along(self, n, stride, span, extra):
        """The output's length along one axis of n pixels."""
        if n is None:
            return None
        if self.windows.padding == "same":
            return n * stride if extra is None else (n - 1) * stride + span % 2 + extra
        return (n - 1) * stride + (max(span, stride) if extra is None else span + extra)

    def forward(self, x, training=False):
        """y = f(scatter(X W^T) + b)."""
        x = self.prepare(x, rank=4)
        if 0 in x.shape[1:3]:
            reject("x", "images of one pixel or more in each direction", x.shape)
        kernel = self.param("kernel", x)
        self.x = self.images(x, kernel.shape[3])
        rows, columns, filters, channels = kernel.shape
        X, W = self.x.reshape(-1, channels), kernel.reshape(rows * columns, filters, channels)
        seen = (X @ W.transpose(0, 2, 1)).reshape(rows, columns, *x.shape[:3], filters)
        return self.respond(self.windows.scatter(seen, self.painted(x.shape[1:3])))

    def backward(self, dy):
        """dL/dx; fills grads["kernel"] and grads["bias"]."""
        dz = self.before_response(dy)
        kernel, channels = self.param("kernel", dz), self.x.shape[-1]
        X, W = self.x.reshape(-1, channels), kernel.reshape(-1, channels)
        seen = np.moveaxis(self.windows.view(dz), (0, 1), (3, 4)).reshape(len(X), len(W))
        self.set_grad("kernel", (seen.T @ X).reshape(kernel.shape))
        return (seen @ W).reshape(self.x.shape)

    def output_shape(self, input_shape):
        """(batch, taller, wider, filters)."""
        return (input_shape[0], *self.painted(input_shape[1:3]), self.filters)
