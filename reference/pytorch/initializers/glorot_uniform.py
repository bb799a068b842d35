"""Glorot uniform in PyTorch is called Xavier uniform."""

from torch import Generator, Tensor
from torch.nn import init

from reference.pytorch.initializers.kernel import out_in_first


class GlorotUniform:
    """U(-l, l), l = sqrt(6 / (fan_in + fan_out))."""

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        init.xavier_uniform_(out_in_first(w), generator=generator)
        return w
