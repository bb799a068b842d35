"""Orthogonal in PyTorch: orthogonal_ flattens all axes but the first, Keras all but the last."""

from torch import Generator, Tensor
from torch.nn import init


class Orthogonal:
    """A random rotation times gain."""

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = gain

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled: the reshaped matrix is a view of it."""
        init.orthogonal_(w.view(-1, w.shape[-1]), self.gain, generator=generator)
        return w
