"""A generative adversarial network in PyTorch: two networks, each with its own optimizer.

The generator's loss goes back through the discriminator, whose parameters are no leaves of that
graph: requires_grad is taken from them for as long as the step lasts.
"""

from typing import Any

import numpy as np
import torch

from reference.pytorch.network import Trainer as Network
from reference.pytorch.network import as_tensor
from reference.weights import owned, qualified


class Trainer:
    """Trains the two networks of a Spec with an adversary, from given weights."""

    MODES = Network.MODES

    def __init__(
        self, spec: Any, weights: dict[str, np.ndarray], dtype: str, mode: str = "default"
    ) -> None:
        self.generator = Network(spec, owned("generator", weights), dtype, mode)
        self.discriminator = Network(spec.adversary, owned("discriminator", weights), dtype, mode)

    def ready(self, z: np.ndarray, x: np.ndarray) -> tuple[Any, Any]:
        """Noise and real samples as tensors, which `step` takes as well."""
        return as_tensor(z), as_tensor(x)

    def step(self, z: Any, x: Any, masks: Any = None) -> float:
        """A step of the discriminator, then one of the generator; the discriminator's loss."""
        z, x = as_tensor(z), as_tensor(x)
        loss = self.train_discriminator(z, x)
        self.train_generator(z)
        return loss

    def train_discriminator(self, z: torch.Tensor, x: torch.Tensor) -> float:
        """Real samples are 1, made ones 0; the generator gets no gradient."""
        with torch.no_grad():
            made = self.generator.forward(z)
        labels = torch.cat([torch.ones_like(x), torch.zeros_like(made)])
        return self.discriminator.step(torch.cat([x, made]), labels)

    def train_generator(self, z: torch.Tensor) -> float:
        """The made samples are to be taken for real."""
        G, D = self.generator, self.discriminator
        G.layers.train()
        G.optimizer.zero_grad()
        D.layers.requires_grad_(False)
        logits = D.forward(G.forward(z))
        loss = G.loss(torch.ones_like(logits), logits) + G.penalty()
        loss.backward()
        D.layers.requires_grad_(True)
        G.optimizer.step()
        return loss.item()

    def predict(self, z: np.ndarray) -> np.ndarray:
        """Samples made of the noise z."""
        return self.generator.predict(z)

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of every parameter and state of both networks."""
        return qualified("generator", self.generator.weights()) | qualified(
            "discriminator", self.discriminator.weights()
        )
