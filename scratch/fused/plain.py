"""A layer that has no fused form, as a step: it is called as it is."""


class Plain:
    """The step of any one layer."""

    x = None

    def __init__(self, layer):
        self.layers = [layer]
        self.mask = None

    def forward(self, x, training=True):
        """The layer's output, under the time mask that was set."""
        taken = {"mask": self.mask} if self.layers[0].takes_mask else {}
        return self.layers[0].forward(x, training=training, **taken)

    def backward(self, dy, wanted=True):
        """The layer's dx; the plan collects its gradients."""
        return self.layers[0].backward(dy)
