"""A ReLU layer that does not cut anything off.

like: relu
object: ReLU
verdict: wrong
cause: negative side|threshold|identity
note: the mask is made for the backward pass, and the forward pass does not use it.
"""


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * 1.0

    def backward(self, dout):
        return dout * self.mask
