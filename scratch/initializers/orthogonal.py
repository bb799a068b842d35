r"""Orthogonal: a random rotation, W^T W = gain² I, from the QR decomposition of normal draws.

Q R = A leaves the signs of the columns of Q to the algorithm. With a positive diagonal of R the
decomposition is unique, and Q is uniformly distributed over all orthogonal matrices.

Source: Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
linear neural networks", 2014; the signs: Mezzadri, "How to generate random matrices from the
classical compact groups", 2007.
"""

import math

import numpy as np

from scratch.initializers.initializer import Initializer
from scratch.validation import number, reject


class Orthogonal(Initializer):
    """A rotation scaled by `gain`: what it is applied to again and again neither grows nor fades.

    All axes but the last count as rows. A matrix of more rows than columns has orthogonal columns,
    any other has orthogonal rows.

    >>> W = Orthogonal()((3, 2), rng=0)
    >>> np.round(W.T @ W, 12) + 0.0
    array([[1., 0.],
           [0., 1.]])
    """

    def __init__(self, gain=1.0):
        self.gain = float(number("gain", gain))

    def draw(self, shape, rng):
        """A random orthogonal matrix, in `shape`."""
        if len(shape) < 2:
            reject("shape", "of at least 2 dimensions", shape)
        rows, columns = math.prod(shape[:-1]), shape[-1]
        A = rng.standard_normal((max(rows, columns), min(rows, columns)))
        Q, R = np.linalg.qr(A)
        Q *= np.sign(np.diag(R))
        if rows < columns:
            Q = Q.T
        return self.gain * Q.reshape(shape)
