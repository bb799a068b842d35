r"""Global max pooling: y_c = max_ij x_ijc.

Source: Oquab, Bottou, Laptev, Sivic, "Is object localization for free?", 2015.
"""

from scratch.layers.global_pooling import GlobalPooling2D


class GlobalMaxPooling2D(GlobalPooling2D):
    r"""The greatest number of each channel: whether a feature is anywhere in the image.

    Shapes: x (batch, H, W, channels), y (batch, channels), with keepdims (batch, 1, 1, channels).

    Gradients: dL/dy_c goes to the pixel that won. Where k pixels share the maximum, each gets
    dL/dy_c / k, as in both frameworks; max pooling by windows gives all of it to the first.

    >>> GlobalMaxPooling2D().forward(np.arange(4.0).reshape(1, 2, 2, 1))
    array([[3.]])
    """

    def forward(self, x, training=False):
        """The maximum over all pixels."""
        x = self.images(x)
        y = x.max(axis=(1, 2), keepdims=True)
        self.won = (x == y).astype(x.dtype)
        return y.reshape(self.output_shape(x.shape))

    def backward(self, dy):
        """dL/dx: dL/dy at the winners, shared equally among them."""
        share = self.won / self.won.sum(axis=(1, 2), keepdims=True)
        return self.over_pixels(dy, self.won.shape) * share
