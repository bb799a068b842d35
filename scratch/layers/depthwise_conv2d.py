r"""Depthwise convolution: every channel has kernels of its own, and channels are never mixed.

z_pqcm = Σ_ij x_{ps+id, qs+jd, c} W_ijcm, y = f(z + b).

Source: Sifre, "Rigid-motion scattering for image classification", 2014; Howard et al.,
"MobileNets", 2017.
"""

import numpy as np

from scratch import regularizers
from scratch.layers.convolution import Convolution
from scratch.validation import integer


class DepthwiseConv2D(Convolution):
    r"""A convolution of each channel by itself, `depth_multiplier` times.

    Shapes: x (batch, height, width, channels), kernel (rows, columns, channels, depth_multiplier),
    bias (channels · depth_multiplier,), y (batch, places down, places across, the bias's length),
    in which the results of one channel lie side by side.

    Arguments:
        kernel_size: rows and columns of the kernel; an integer counts for both, here and below.
        strides: the steps between windows.
        padding: "valid" (windows stay inside the image) or "same" (zeros around it).
        depth_multiplier: how many output channels each channel gives.
        dilation_rate: the distance between neighbouring positions of the kernel.
        activation, use_bias, initializers, regularizers: as in Dense; those of the kernel are
            called depthwise.

    With x_ij the pixels that position (i, j) of the kernel meets as it slides:
        z = Σ_ij x_ij W_ij,   dL/dW_ij = Σ x_ij dz,   dL/db = Σ dz,   dL/dx_ij += Σ_m dz W_ij

    >>> layer = DepthwiseConv2D(kernel_size=3, padding="same", depth_multiplier=2)
    >>> layer.forward(np.ones((2, 5, 6, 3))).shape
    (2, 5, 6, 6)
    """

    def __init__(
        self,
        kernel_size,
        strides=1,
        padding="valid",
        depth_multiplier=1,
        dilation_rate=1,
        activation=None,
        use_bias=True,
        depthwise_initializer="glorot_uniform",
        bias_initializer="zeros",
        depthwise_regularizer=None,
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
        self.depth_multiplier = integer("depth_multiplier", depth_multiplier)
        self.depthwise_initializer = depthwise_initializer
        self.kernel_regularizer = regularizers.get(depthwise_regularizer)

    def create_parameters(self, input_shape, rng, dtype):
        """kernel (rows, columns, channels, depth_multiplier) and bias."""
        channels = self.channels(input_shape)
        self.windows.places(input_shape[1:3])
        shape = (*self.windows.kernel_size, channels, self.depth_multiplier)
        self.add_param("kernel", shape, self.depthwise_initializer, rng, dtype)
        if self.use_bias:
            bias = (channels * self.depth_multiplier,)
            self.add_param("bias", bias, self.bias_initializer, rng, dtype)

    def forward(self, x, training=False):
        """y = f(Σ_ij x_ij W_ij + b)."""
        x = self.prepare(x, rank=4)
        kernel = self.param("kernel", x)
        x = self.images(x, kernel.shape[2])
        self.size, places = x.shape[1:3], self.windows.places(x.shape[1:3])
        self.padded = self.windows.pad(x)[..., None]
        z = np.zeros((len(x), *places, *kernel.shape[2:]), x.dtype)
        for (i, j), pixels in self.windows.positions(self.size):
            z += self.padded[pixels] * kernel[i, j]
        return self.respond(z.reshape(*z.shape[:3], kernel.shape[2] * self.depth_multiplier))

    def backward(self, dy):
        """dL/dx; fills grads["kernel"] and grads["bias"]."""
        dz = self.before_response(dy)
        kernel = self.param("kernel", dz)
        dz = dz.reshape(*dz.shape[:3], *kernel.shape[2:])
        dkernel, dx = np.zeros_like(kernel), np.zeros_like(self.padded[..., 0])
        for (i, j), pixels in self.windows.positions(self.size):
            dkernel[i, j] = (self.padded[pixels] * dz).sum(axis=2).sum(axis=1).sum(axis=0)
            dx[pixels] += (dz * kernel[i, j]).sum(axis=-1)
        self.set_grad("kernel", dkernel)
        return self.windows.crop(dx, self.size)

    def output_shape(self, input_shape):
        """(batch, places down, places across, channels · depth_multiplier)."""
        places = self.windows.places(input_shape[1:3])
        return (input_shape[0], *places, input_shape[-1] * self.depth_multiplier)
