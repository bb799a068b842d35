"""Transfer learning in Keras: trainable = False freezes a layer's variables."""

from typing import Any

import keras
import tensorflow as tf
from keras import ops

from reference.keras.optimizers.sgd import SGD


class Scaled(keras.layers.Layer):
    """A layer with two variables, from given values."""

    def __init__(self, values: Any) -> None:
        super().__init__()
        self.first, self.second = (
            self.add_weight(shape=(), initializer=lambda *_, value=value, **__: value)
            for value in values
        )


class Pretrained(Scaled):
    """f(x) = a sin(ω x)."""

    def call(self, x: Any) -> Any:
        """The feature of each x."""
        return self.first * ops.sin(self.second * x)


class Head(Scaled):
    """ŷ = w f + b."""

    def call(self, f: Any) -> Any:
        """The prediction from each feature."""
        return self.first * f + self.second


def transfer_learning(
    x: Any,
    y: Any,
    pretrained: Any,
    head: Any,
    learning_rate: float = 0.1,
    epochs: int = 200,
) -> dict[str, Any]:
    """The head after training, the loss before each epoch, and the frozen part."""
    model = keras.Sequential([Pretrained(pretrained), Head(head)])
    model.layers[0].trainable = False
    optimizer = SGD(learning_rate)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step() -> Any:
        with tf.GradientTape() as tape:
            loss = ops.mean(ops.square(model(x, training=True) - y))
        variables = model.trainable_variables
        optimizer.apply(tape.gradient(loss, [v.value for v in variables]), variables)
        return loss

    losses = [step() for _ in range(epochs)]
    frozen, trained = ([ops.copy(v) for v in layer.variables] for layer in model.layers)
    return {
        "losses": ops.stack(losses),
        "head": ops.stack(trained),
        "pretrained": ops.stack(frozen),
    }
