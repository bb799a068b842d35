"""He uniform in PyTorch is called Kaiming uniform."""

from torch import Generator, Tensor
from torch.nn import init

from reference.pytorch.initializers.kernel import out_in_first


class HeUniform:
    """U(-l, l), l = sqrt(6 / fan_in)."""

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        init.kaiming_uniform_(out_in_first(w), nonlinearity="relu", generator=generator)
        return w
