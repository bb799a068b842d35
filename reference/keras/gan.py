"""A generative adversarial network in Keras: two models, each with its own optimizer.

The generator's step takes its gradient with respect to the generator's variables alone, so the
discriminator, through which it goes, stays as it is.
"""

from typing import Any

import numpy as np
import tensorflow as tf

from reference.keras.network import Trainer as Network
from reference.keras.room import computing_in
from reference.weights import owned, qualified


class Trainer:
    """Trains the two networks of a Spec with an adversary, from given weights.

    Both steps are one compiled function, in either mode: eager ones take many times as long.
    """

    MODES = Network.MODES

    def __init__(
        self, spec: Any, weights: dict[str, np.ndarray], dtype: str, mode: str = "fastest"
    ) -> None:
        self.dtype = dtype
        self.generator = Network(spec, owned("generator", weights), dtype, mode)
        self.discriminator = Network(spec.adversary, owned("discriminator", weights), dtype, mode)
        self.compiled_step = tf.function(self.plain_step)

    def ready(self, z: np.ndarray, x: np.ndarray) -> tuple[Any, Any]:
        """Noise and real samples as tensors, which `step` takes as well."""
        return tf.constant(z), tf.constant(x)

    def step(self, z: Any, x: Any, masks: Any = None) -> float:
        """A step of the discriminator, then one of the generator; the discriminator's loss."""
        with computing_in(self.dtype):
            return float(self.compiled_step(tf.constant(z), tf.constant(x)))

    def plain_step(self, z: Any, x: Any) -> Any:
        """Both steps; the loss of the first."""
        loss = self.train_discriminator(z, x)
        self.train_generator(z)
        return loss

    def train_discriminator(self, z: Any, x: Any) -> Any:
        """Real samples are 1, made ones 0; the generator stays as it is."""
        made = self.generator.plain_forward(z)
        labels = tf.concat([tf.ones_like(x), tf.zeros_like(made)], axis=0)
        return self.discriminator.plain_step(tf.concat([x, made], axis=0), labels)

    def train_generator(self, z: Any) -> Any:
        """The made samples are to be taken for real."""
        G, D = self.generator, self.discriminator
        with tf.GradientTape() as tape:
            logits = D.model(G.model(z, training=True), training=True)
            loss = G.loss(tf.ones_like(logits), logits) + sum(G.model.losses)
        variables = G.model.trainable_variables
        G.optimizer.apply(tape.gradient(loss, [v.value for v in variables]), variables)
        return loss

    def predict(self, z: np.ndarray) -> np.ndarray:
        """Samples made of the noise z."""
        return self.generator.predict(z)

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of every parameter and state of both networks."""
        return qualified("generator", self.generator.weights()) | qualified(
            "discriminator", self.discriminator.weights()
        )
