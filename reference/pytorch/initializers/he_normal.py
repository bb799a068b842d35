"""He normal in PyTorch: kaiming_normal_ is not truncated, so trunc_normal_ is used instead."""

from torch import Generator, Tensor

from reference.pytorch.initializers.kernel import fan_in
from reference.pytorch.initializers.truncated_normal import DEVIATION, TruncatedNormal


class HeNormal:
    """Truncated normal draws of variance 2 / fan_in."""

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        stddev = (2 / fan_in(w)) ** 0.5 / DEVIATION
        return TruncatedNormal(0.0, stddev)(w, generator)
