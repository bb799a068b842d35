"""Max pooling by reshaping, for windows which tile the image.

like: max_pooling2d
object: MaxPool2x2
verdict: right
note: Ties share the gradient equally, which is a legitimate subgradient.
"""


class MaxPool2x2:
    """(N, C, H, W) with even H and W."""

    def forward(self, x):
        N, C, H, W = x.shape
        self.blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
        self.out = self.blocks.max(axis=(3, 5))
        self.shape = x.shape
        return self.out

    def backward(self, dout):
        mask = self.blocks == self.out[:, :, :, None, :, None]
        grad = mask * dout[:, :, :, None, :, None]
        grad = grad / mask.sum(axis=(3, 5), keepdims=True)
        return grad.reshape(self.shape)
