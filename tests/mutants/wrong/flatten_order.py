"""Flatten layer between convolutions and dense layers.

like: flatten
object: Flatten
verdict: wrong
cause: order|fortran|transpos|layout|permut
note: The pixels come out in column-major order, so dense weights meet the wrong ones.
"""


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(len(x), -1, order="F")

    def backward(self, dy):
        return dy.reshape(self.shape, order="F")
