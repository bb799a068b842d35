"""ReLU layer that saves memory.

like: relu
object: ReLU
verdict: wrong
cause: in place|in-place|changes its input|input (is |was )?(changed|modified|overwritten)|mutat
note: The negative entries of the caller's array are overwritten.
"""


class ReLU:
    def forward(self, x):
        self.negative = x < 0
        x[self.negative] = 0
        return x

    def backward(self, grad):
        grad = grad.copy()
        grad[self.negative] = 0
        return grad
