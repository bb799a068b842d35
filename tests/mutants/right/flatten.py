"""Flatten layer: images to rows.

like: flatten
object: Flatten
verdict: right
note: Row-major order; backward restores the shape.
"""


class Flatten:
    def forward(self, x):
        self.input_shape = x.shape
        return x.reshape(x.shape[0], -1)

    def backward(self, dout):
        return dout.reshape(self.input_shape)
