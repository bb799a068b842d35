"""ReLU as a layer that remembers its mask.

like: relu
object: ReLU
verdict: right
note: A layer with forward and backward; the mask of the forward pass is what backward needs.
"""


class ReLU:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask
