"""Trains scratch's GAN on a Spec with an adversary, as reference/*/gan.py train its twins."""

from typing import Any

import numpy as np

from compare.scratch_room import Trainer as Network
from reference.weights import owned, qualified
from scratch.gan import GAN


class Trainer:
    """Trains the two networks of a Spec with an adversary, from given weights."""

    MODES = Network.MODES

    def __init__(
        self, spec: Any, weights: dict[str, np.ndarray], dtype: str, mode: str = "default"
    ) -> None:
        self.generator = Network(spec, owned("generator", weights), dtype, mode)
        self.discriminator = Network(spec.adversary, owned("discriminator", weights), dtype, mode)
        self.gan = GAN(self.generator.network, self.discriminator.network)

    def ready(self, z: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A batch as `step` takes it: as it is."""
        return z, x

    def step(self, z: np.ndarray, x: np.ndarray, masks: Any = None) -> float:
        """A step of the discriminator, then one of the generator; the discriminator's loss."""
        loss, _ = self.gan.train_on_batch(z, x)
        return loss

    def predict(self, z: np.ndarray) -> np.ndarray:
        """Samples made of the noise z."""
        return self.generator.predict(z)

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of every parameter and state of both networks."""
        return qualified("generator", self.generator.weights()) | qualified(
            "discriminator", self.discriminator.weights()
        )
