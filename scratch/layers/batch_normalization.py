r"""Batch normalization: every feature is centred and scaled by its statistics over the batch.

    x̂ = (x - μ) / √(σ² + ε),   y = γ x̂ + β

Source: Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
Internal Covariate Shift", 2015.
"""

import math

import numpy as np

from scratch.layers.normalization import Normalization, moments
from scratch.validation import number, one_of, reject


class BatchNormalization(Normalization):
    r"""In training μ and σ² are those of the batch; in inference, running averages of them.

    Each training step moves the averages, with n values a feature in the batch:
        moving_mean     ← m · moving_mean     + (1 - m) μ
        moving_variance ← m · moving_variance + (1 - m) σ²              (Keras)
        moving_variance ← m · moving_variance + (1 - m) σ² n / (n - 1)  (PyTorch)

    Shapes, gradients and the other arguments: see `Normalization`; `axis` is the axis of the
    features, and the statistics are taken over all others. In inference μ and σ² are constants.

    Arguments:
        momentum: m in [0, 1), how much of the averages is kept. PyTorch calls 1 - m so.
        convention: "keras" or "pytorch", whose variance the running average is of.

    A bias just before this layer is taken away with μ: its gradient is zero.

    >>> layer = BatchNormalization(momentum=0.5)
    >>> layer.forward(np.array([[1.0], [3.0]]), training=True).round(3)
    array([[-1.],
           [ 1.]])
    >>> layer.state["moving_mean"]
    array([1.])
    """

    def __init__(
        self,
        axis=-1,
        momentum=0.99,
        epsilon=1e-3,
        center=True,
        scale=True,
        convention="keras",
        **arguments,
    ):
        super().__init__(axis, epsilon, center, scale, **arguments)
        self.momentum = number("momentum", momentum, least=0, below=1)
        self.convention = one_of("convention", convention, ("keras", "pytorch"))

    def create_parameters(self, input_shape, rng, dtype):
        """gamma, beta and the running averages, all of the size of `axis`."""
        super().create_parameters(input_shape, rng, dtype)
        self.state["moving_mean"] = np.zeros(self.shape, dtype)
        self.state["moving_variance"] = np.ones(self.shape, dtype)

    def forward(self, x, training=False):
        """y = γ x̂ + β; moves the running averages in training, unless the layer is frozen."""
        x = self.prepare_axes(x)
        if not training or not self.trainable:
            μ, σ2 = (self.along(self.state[f"moving_{m}"], x) for m in ("mean", "variance"))
            return self.normalize(x - μ, σ2, over=())
        n = math.prod(x.shape[axis] for axis in self.others)
        if n < (least := 2 if self.convention == "pytorch" else 1):
            reject("x", f"an array of at least {least} values a feature in training", x.shape)
        centred, μ, σ2 = moments(x, self.others)
        self.move("moving_mean", μ)
        self.move("moving_variance", σ2 * (n / (n - 1)) if self.convention == "pytorch" else σ2)
        return self.normalize(centred, σ2, over=self.others)

    def move(self, name, batch):
        """average ← m · average + (1 - m) · batch."""
        m, average = self.momentum, self.state[name]
        moved = m * average + (1 - m) * batch.reshape(average.shape)
        self.state[name] = moved.astype(average.dtype, copy=False)
