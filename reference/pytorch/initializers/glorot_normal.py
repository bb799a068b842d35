"""Glorot normal in PyTorch: xavier_normal_ is not truncated, so trunc_normal_ is used instead."""

from torch import Generator, Tensor

from reference.pytorch.initializers.kernel import fan_in, fan_out
from reference.pytorch.initializers.truncated_normal import DEVIATION, TruncatedNormal


class GlorotNormal:
    """Truncated normal draws of variance 2 / (fan_in + fan_out)."""

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        stddev = (2 / (fan_in(w) + fan_out(w))) ** 0.5 / DEVIATION
        return TruncatedNormal(0.0, stddev)(w, generator)
