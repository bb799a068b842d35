"""BatchNormalization in PyTorch is torch.nn.BatchNorm1d, 2d or 3d, with the channels second.

Its momentum is 1 - m, and its running variance is the unbiased one. To follow Keras, what a batch
adds to that average is multiplied by (n - 1) / n.
"""

from torch import Tensor, nn

from reference.weights import Weight

NORMS = {2: nn.BatchNorm1d, 3: nn.BatchNorm1d, 4: nn.BatchNorm2d, 5: nn.BatchNorm3d}


class BatchNormalization(nn.Module):
    """y = γ (x - μ) / √(σ² + ε) + β, with the batch's statistics or the running ones."""

    WEIGHTS = {
        "gamma": Weight("norm.weight"),
        "beta": Weight("norm.bias"),
        "moving_mean": Weight("norm.running_mean"),
        "moving_variance": Weight("norm.running_var"),
    }

    def __init__(
        self,
        input_shape: tuple[int, ...],
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        convention: str = "keras",
    ) -> None:
        super().__init__()
        self.axis, self.momentum, self.convention = axis, momentum, convention
        features = input_shape[axis]
        self.norm = NORMS[len(input_shape)](features, eps=epsilon, momentum=1 - momentum)
        if not scale:
            self.norm.register_parameter("weight", None)
        if not center:
            self.norm.register_parameter("bias", None)

    def forward(self, x: Tensor) -> Tensor:
        """The normalized x; moves the running statistics in training."""
        kept = self.momentum * self.norm.running_var
        y = self.norm(x.movedim(self.axis, 1)).movedim(1, self.axis)
        if self.training and self.convention == "keras":
            n = x.numel() // x.shape[self.axis]
            self.norm.running_var = kept + (self.norm.running_var - kept) * ((n - 1) / n)
        return y
