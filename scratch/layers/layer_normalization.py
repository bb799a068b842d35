r"""Layer normalization: every sample is centred and scaled by its own statistics.

    x̂ = (x - μ) / √(σ² + ε),   y = γ x̂ + β

Source: Ba, Kiros, Hinton, "Layer Normalization", 2016.
"""

from scratch.layers.normalization import Normalization, moments
from scratch.validation import axis_of, reject


class LayerNormalization(Normalization):
    """μ and σ² are taken over the features of one sample, so batches and modes do not matter.

    Shapes, gradients and the other arguments: see `Normalization`.

    Arguments:
        axis: the axis of the features, or a list of axes: the statistics are taken over them,
            and gamma and beta lie along them, in the order of the axes in x.

    >>> layer = LayerNormalization(epsilon=0)
    >>> layer.forward(np.array([[1.0, 3.0], [10.0, 30.0]]))
    array([[-1.,  1.],
           [-1.,  1.]])
    """

    def axes_of(self, rank):
        """The axes of the features, in ascending order."""
        several = self.axis if isinstance(self.axis, (tuple, list)) else [self.axis]
        axes = sorted(axis_of("axis", axis, rank) for axis in several)
        if not axes or len(set(axes)) < len(axes):
            reject("axis", "an axis, or a list of different axes", self.axis)
        return tuple(axes)

    def forward(self, x, training=False):
        """y = γ x̂ + β."""
        x = self.prepare_axes(x)
        centred, _, σ2 = moments(x, self.axes)
        return self.normalize(centred, σ2, over=self.axes)
