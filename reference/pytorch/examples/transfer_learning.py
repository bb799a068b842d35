"""Transfer learning in PyTorch: requires_grad_(False) freezes a module's parameters."""

import torch
from torch import Tensor, nn


class Pretrained(nn.Module):
    """f(x) = a sin(ω x)."""

    def __init__(self, parameters: Tensor) -> None:
        super().__init__()
        self.a, self.ω = (nn.Parameter(value.detach().clone()) for value in parameters)

    def forward(self, x: Tensor) -> Tensor:
        """The feature of each x."""
        return self.a * torch.sin(self.ω * x)


class Head(nn.Module):
    """ŷ = w f + b."""

    def __init__(self, parameters: Tensor) -> None:
        super().__init__()
        self.w, self.b = (nn.Parameter(value.detach().clone()) for value in parameters)

    def forward(self, f: Tensor) -> Tensor:
        """The prediction from each feature."""
        return self.w * f + self.b


def transfer_learning(
    x: Tensor,
    y: Tensor,
    pretrained: Tensor,
    head: Tensor,
    learning_rate: float = 0.1,
    epochs: int = 200,
) -> dict[str, Tensor]:
    """The head after training, the loss before each epoch, and the frozen part."""
    model = nn.Sequential(Pretrained(pretrained).requires_grad_(False), Head(head))
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(trained, lr=learning_rate)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    a, ω, w, b = (p.detach() for p in model.parameters())
    return {
        "losses": torch.stack(losses),
        "head": torch.stack([w, b]),
        "pretrained": torch.stack([a, ω]),
    }
