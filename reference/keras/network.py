"""A network in Keras, built from a Spec out of the twins, and the loop that trains it."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.tree import flatten, map_structure

from reference.keras import activations
from reference.keras.room import array, computing_in, get_weights, set_weights
from reference.lookup import spelled_like, twin


class Trainer:
    """Trains the Keras network of a Spec, step by step, from given weights.

    Modes: "default" is `model.train_on_batch`; "fastest" is a compiled training step called on
    ready tensors, with none of the bookkeeping around it.
    """

    MODES = ("default", "fastest")

    def __init__(
        self, spec: Any, weights: dict[str, np.ndarray], dtype: str, mode: str = "fastest"
    ) -> None:
        self.spec, self.dtype, self.mode = spec, dtype, mode
        self.keys = [part.key for part in spec.layers]
        with computing_in(dtype):
            self.layers = [
                twin("keras", "layers", p.name)(**p.arguments, dtype=dtype) for p in spec.layers
            ]
            for key in spec.frozen:
                self.layers[self.keys.index(key)].trainable = False
            self.model = keras.Sequential([keras.Input(spec.input_shape), *self.layers])
            self.loss = twin("keras", "losses", spec.loss.name)(**spec.loss.arguments)
            self.optimizer = twin("keras", "optimizers", spec.optimizer.name)(
                **spec.optimizer.arguments
            )
            self.optimizer.build(self.model.trainable_variables)
            # Keras casts a Python float to float32 on its way into a float64 variable.
            self.learning_rate = spec.optimizer.arguments.get("learning_rate", self.learning_rate)
            self.model.compile(optimizer=self.optimizer, loss=self.loss)
        for key, layer in zip(self.keys, self.layers, strict=True):
            own = {k.split("/")[1]: v for k, v in weights.items() if k.split("/")[0] == key}
            set_weights(layer, own)
        self.masks: dict[str, Any] = {}
        # XLA makes one loop of a recurrent layer's steps; of all else it makes something slower.
        recurrent = any(isinstance(layer, keras.layers.RNN) for layer in self.layers)
        self.compiled_step, self.compiled_gradients = (
            tf.function(f, reduce_retracing=True, jit_compile=recurrent or None)
            for f in (self.plain_step, self.plain_gradients)
        )
        self.compiled_forward = tf.function(self.plain_forward, reduce_retracing=True)
        self.output = activations.get(spec.output)

    @property
    def learning_rate(self) -> float:
        """η of the next step."""
        return float(self.optimizer.learning_rate.numpy())

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self.optimizer.learning_rate.assign(np.dtype(self.dtype).type(value))

    def plain_step(self, x: Any, y: Any) -> Any:
        """Forward, loss with penalties, gradients, update."""
        loss, gradients = self.plain_gradients(x, y)
        self.optimizer.apply(gradients, self.model.trainable_variables)
        return loss

    def plain_gradients(self, x: Any, y: Any) -> tuple[Any, list[Any]]:
        """The loss, penalties included, and the gradient of every variable."""
        with tf.GradientTape() as tape:
            loss = self.loss(y, self.model(x, training=True)) + sum(self.model.losses)
        variables = [variable.value for variable in self.model.trainable_variables]
        return loss, tape.gradient(loss, variables)

    def plain_forward(self, x: Any) -> Any:
        """The last layer's result in inference mode."""
        return self.model(x, training=False)

    def ready(self, x: np.ndarray, y: np.ndarray) -> tuple[Any, Any]:
        """A batch as tensors, which `step` takes as well."""
        return tf.constant(x), tf.constant(y)

    def step(self, x: Any, y: Any, masks: Any = None) -> float:
        """One training step; the loss before it, penalties included.

        `masks`: layer key -> what is dropped; without any in the first step, the layers draw
        their own.
        """
        with computing_in(self.dtype):
            self.set_masks(masks or {})
            if self.mode == "default":
                return float(self.model.train_on_batch(x, y))
            return float(self.compiled_step(tf.constant(x), tf.constant(y)))

    def gradients(self, x: Any, y: Any, masks: Any = None) -> float:
        """A step without its update: the loss, the gradients being thrown away."""
        with computing_in(self.dtype):
            self.set_masks(masks or {})
            return float(self.compiled_gradients(tf.constant(x), tf.constant(y))[0])

    def set_masks(self, masks: dict[str, Any]) -> None:
        """Give the layers their masks, in variables: a compiled step sees what they hold then."""
        for key, mask in masks.items():
            if key not in self.masks:
                self.masks[key] = map_structure(self.variable, mask)
                self.layers[self.keys.index(key)].mask = self.masks[key]
            for variable, value in zip(flatten(self.masks[key]), flatten(mask), strict=True):
                if value is not None:
                    variable.assign(value)

    def variable(self, mask: np.ndarray | None) -> Any:
        """A variable for masks of this rank: the last batch of an epoch may be smaller."""
        if mask is None:
            return None
        return tf.Variable(mask.astype(self.dtype), shape=[None] * mask.ndim, trainable=False)

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The predictions for x, the output's activation included."""
        with computing_in(self.dtype):
            parts = [
                self.output(self.compiled_forward(tf.constant(x[i : i + 1024])))
                for i in range(0, len(x), 1024)
            ]
        return np.concatenate([array(part) for part in parts])

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of every parameter and state in the canonical layout."""
        return {
            f"{key}/{name}": value
            for key, layer in zip(self.keys, self.layers, strict=True)
            for name, value in get_weights(layer).items()
        }

    def save(self, path: str) -> None:
        """Write Keras's own file: a model (.keras) or its weights alone (.weights.h5)."""
        model = stock_model(self.spec, self.dtype)
        for layer, twin_of_it in zip(model.layers, self.layers, strict=False):
            layer.set_weights(twin_of_it.get_weights())
        write = model.save_weights if path.endswith(".weights.h5") else model.save
        write(path)

    def load(self, path: str) -> None:
        """Take the weights from such a file; of a model, nothing else is read."""
        model = stock_model(self.spec, self.dtype)
        model.load_weights(path)
        for layer, twin_of_it in zip(model.layers, self.layers, strict=False):
            twin_of_it.set_weights(layer.get_weights())


def stock_model(spec: Any, dtype: str) -> Any:
    """The network in Keras's own layers, with the output's activation as the last of them.

    keras.models.load_model opens its file without any of the twins.
    """
    with computing_in(dtype):
        layers = [stock_layer(part, dtype) for part in spec.layers]
        output = keras.layers.Activation(spec.output, dtype=dtype)
        return keras.Sequential([keras.Input(spec.input_shape), *layers, output])


def stock_layer(part: Any, dtype: str) -> Any:
    """Keras's own layer of a Part; one that wraps another is given the other as a layer."""
    arguments = dict(part.arguments)
    if isinstance(inner := arguments.get("layer"), dict):
        arguments["layer"] = getattr(keras.layers, inner["class_name"])(
            **inner["config"], dtype=dtype
        )
    make = getattr(keras.layers, spelled_like(part.name, dir(keras.layers)))
    return make(**arguments, dtype=dtype)
