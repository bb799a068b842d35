r"""What BatchNormalization and LayerNormalization share: x̂ = (x - μ) / √(σ² + ε), y = γ x̂ + β.

They differ in the axes over which the mean μ and the variance σ² are taken, and in where these
come from in inference; their formulas, and the way back through them, are the same.
"""

import numpy as np

from scratch import regularizers
from scratch.layers.layer import Layer
from scratch.validation import axis_of, boolean, number, reject


class Normalization(Layer):
    r"""Centre, divide by the deviation, then scale by γ and shift by β, which are learned.

    Shapes: x of two dimensions or more; gamma, beta of the size of `axis`; y as x.

    Arguments:
        axis: the axis along which γ and β lie.
        epsilon: ε, which keeps the division finite where nothing varies.
        center, scale: whether β is added, whether γ multiplies.
        beta_initializer, gamma_initializer: names of `scratch.initializers`, or callables.
        beta_regularizer, gamma_regularizer: names of `scratch.regularizers`, or callables.

    Gradients, the sums over all axes along which γ and β do not lie:
        dL/dβ = Σ dy,   dL/dγ = Σ dy x̂,   dx̂ = γ dy
        dL/dx = (dx̂ - mean(dx̂) - x̂ mean(dx̂ x̂)) / √(σ² + ε),
    the means over the axes of μ and σ². The second term comes through μ, the third through σ²;
    where both are constants, neither is there.
    """

    def __init__(
        self,
        axis=-1,
        epsilon=1e-3,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
    ):
        super().__init__()
        self.axis = axis
        self.epsilon = number("epsilon", epsilon, least=0)
        self.center = boolean("center", center)
        self.scale = boolean("scale", scale)
        self.beta_initializer = beta_initializer
        self.gamma_initializer = gamma_initializer
        self.beta_regularizer = regularizers.get(beta_regularizer)
        self.gamma_regularizer = regularizers.get(gamma_regularizer)

    def create_parameters(self, input_shape, rng, dtype):
        """gamma and beta, of the size of `axis`."""
        if len(input_shape) < 2:
            reject("input_shape", "of at least 2 dimensions, (batch, ...)", input_shape)
        self.shape = tuple(input_shape[axis] for axis in self.axes_of(len(input_shape)))
        if None in self.shape or 0 in self.shape:
            reject("input_shape", f"known and not empty along axis={self.axis}", input_shape)
        if self.scale:
            self.add_param("gamma", self.shape, self.gamma_initializer, rng, dtype)
        if self.center:
            self.add_param("beta", self.shape, self.beta_initializer, rng, dtype)

    def axes_of(self, rank):
        """The axes of gamma and beta in an array of `rank` dimensions."""
        return (axis_of("axis", self.axis, rank),)

    def prepare_axes(self, x):
        """x as a floating array, after noting its `axes` and `others`; builds on first use."""
        x = self.prepare(x, least_rank=2)
        self.axes = self.axes_of(x.ndim)
        self.others = tuple(axis for axis in range(x.ndim) if axis not in self.axes)
        if tuple(x.shape[axis] for axis in self.axes) != self.shape:
            reject("x", f"an array of size {self.shape} along axis={self.axis}", x.shape)
        return x

    def along(self, array, x):
        """`array`, which has the size of `axis`, shaped so that it multiplies x along it."""
        shape = [n if axis in self.axes else 1 for axis, n in enumerate(x.shape)]
        return array.astype(x.dtype, copy=False).reshape(shape)

    def normalize(self, centred, σ2, over):
        """y = γ x̂ + β from x - μ; `over` are the axes of μ and σ², () where they are constants."""
        self.over = over
        self.deviation = np.sqrt(σ2 + self.epsilon)
        self.x̂ = centred / self.deviation
        y = self.x̂
        if self.scale:
            y = y * self.along(self.params["gamma"], y)
        if self.center:
            y = y + self.along(self.params["beta"], y)
        return y

    def backward(self, dy):
        """dL/dx; fills grads["gamma"] and grads["beta"]."""
        dy, x̂ = self.upstream(dy, self.x̂.shape), self.x̂
        dx̂ = dy
        if self.scale:
            self.set_grad("gamma", (dy * x̂).sum(self.others))
            dx̂ = dy * self.along(self.params["gamma"], dy)
        if self.center:
            self.set_grad("beta", dy.sum(self.others))
        if self.over:
            through_μ = dx̂.mean(self.over, keepdims=True)
            through_σ2 = x̂ * (dx̂ * x̂).mean(self.over, keepdims=True)
            dx̂ = dx̂ - through_μ - through_σ2
        return dx̂ / self.deviation


def moments(x, axes):
    """(x - μ, μ, σ²) over `axes`, which stay with size 1; the variance is the biased one.

    The mean is rounded, which matters where it is many deviations from zero. So what is centred
    is centred once more: x - μ is exact there, and its own mean is what μ lacks.
    """
    μ = x.mean(axes, keepdims=True)
    centred = x - μ
    lacking = centred.mean(axes, keepdims=True)
    centred -= lacking
    return centred, μ + lacking, np.square(centred).mean(axes, keepdims=True)
