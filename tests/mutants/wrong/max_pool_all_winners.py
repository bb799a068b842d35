"""Max pooling layer with a mask for the backward pass.

like: max_pooling2d
object: MaxPool
verdict: wrong
cause: tie|equal|winner
note: Where several values of a window are equal, each of them gets the whole gradient.
"""


class MaxPool:
    def __init__(self, size=2):
        self.size = size

    def forward(self, x):
        n, h, w, c = x.shape
        s = self.size
        blocks = x.reshape(n, h // s, s, w // s, s, c)
        out = blocks.max(axis=(2, 4))
        self.mask = blocks == out[:, :, None, :, None, :]
        self.shape = x.shape
        return out

    def backward(self, dout):
        return (self.mask * dout[:, :, None, :, None, :]).reshape(self.shape)
