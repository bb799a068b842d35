"""Average pooling by reshaping, channels last.

like: average_pooling2d
object: AvgPool
verdict: right
note: Windows do not overlap, so a reshape and a mean do it all.
"""


class AvgPool:
    def __init__(self, size=2):
        self.size = size

    def forward(self, x):
        n, h, w, c = x.shape
        s = self.size
        return x.reshape(n, h // s, s, w // s, s, c).mean(axis=(2, 4))

    def backward(self, dout):
        s = self.size
        return dout.repeat(s, axis=1).repeat(s, axis=2) / (s * s)
