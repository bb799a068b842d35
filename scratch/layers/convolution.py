"""What all convolutions share: a kernel that slides over an image, a bias, an activation."""

from scratch import activations, regularizers
from scratch.layers.layer import Layer
from scratch.layers.windows import windows
from scratch.validation import boolean, reject


class Convolution(Layer):
    """y = f(z + b), where a subclass gives z, linear in the image x and in the kernel.

    Arguments:
        kernel_size, strides, dilation_rate: an integer or a pair (down, across).
        padding: "valid" (no border) or "same" (zeros around the image).
        activation, use_bias, bias_initializer, bias_regularizer: as in Dense.
    """

    def __init__(
        self,
        kernel_size,
        strides,
        padding,
        dilation_rate,
        activation,
        use_bias,
        bias_initializer,
        bias_regularizer,
    ):
        super().__init__()
        self.windows = windows(kernel_size, strides, dilation_rate, padding)
        self.activation = activations.get(activation)
        self.use_bias = boolean("use_bias", use_bias)
        self.bias_initializer = bias_initializer
        self.bias_regularizer = regularizers.get(bias_regularizer)

    def refuse_strides_with_dilation(self):
        """Raise ValueError where both are above 1, as Keras does."""
        if max(self.windows.strides) > 1 and max(self.windows.dilation_rate) > 1:
            reject("strides", "1 where dilation_rate is above 1", self.windows.strides)

    def channels(self, input_shape):
        """The channels of images of `input_shape`, which must be known."""
        if len(input_shape) != 4 or input_shape[-1] is None:
            reject(
                "input_shape", "(batch, height, width, channels) with known channels", input_shape
            )
        return input_shape[-1]

    def images(self, x, channels):
        """x, if it is a batch of images of as many channels as the kernel takes."""
        if x.shape[-1] != channels:
            reject("x", f"images of {channels} channels, as the kernel takes", x.shape)
        return x

    def respond(self, z):
        """y = f(z + b); z is a fresh array, to which the bias is added in place."""
        if self.use_bias:
            z += self.param("bias", z)
        self.z, self.y = z, self.activation(z)
        return self.y

    def before_response(self, dy):
        """dL/dz; fills grads["bias"], summed axis by axis: short sums round less than long ones."""
        dy = self.upstream(dy, self.y.shape)
        dz = self.activation.backward(dy, self.z, self.y)
        if self.use_bias:
            self.set_grad("bias", dz.sum(axis=2).sum(axis=1).sum(axis=0))
        return dz
