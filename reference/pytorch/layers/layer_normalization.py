"""LayerNormalization in PyTorch is torch.nn.LayerNorm, which works on the last axes."""

from torch import Tensor, nn

from reference.weights import Weight


class LayerNormalization(nn.Module):
    """y = γ (x - μ) / √(σ² + ε) + β, with the statistics of each sample."""

    WEIGHTS = {"gamma": Weight("norm.weight"), "beta": Weight("norm.bias")}

    def __init__(
        self,
        input_shape: tuple[int, ...],
        axis: int | list[int] | tuple[int, ...] = -1,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
    ) -> None:
        super().__init__()
        rank = len(input_shape)
        self.axes = sorted(a % rank for a in ([axis] if isinstance(axis, int) else axis))
        self.norm = nn.LayerNorm([input_shape[a] for a in self.axes], eps=epsilon)
        if not scale:
            self.norm.register_parameter("weight", None)
        if not center:
            self.norm.register_parameter("bias", None)

    def forward(self, x: Tensor) -> Tensor:
        """The normalized x."""
        last = list(range(-len(self.axes), 0))
        return self.norm(x.movedim(self.axes, last)).movedim(last, self.axes)
