"""Side: a keras.Model as `compare.diff` sees it."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from reference.keras.models import files
from reference.keras.models import training as learning
from reference.keras.models.graph import Interpreter, Recorder, Step, tensors_of
from reference.keras.models.kinds import Reading, read
from reference.keras.models.leaves import Leaves
from reference.keras.room import array, computing_in
from reference.observed import CONSTANT, Layer, Observation, Unobservable

FRAMEWORK = "keras"
load_weights, load_file = files.load, files.model_from
Masks = Callable[..., np.ndarray]


def exactly() -> Any:
    """Compute in float64: what a factory makes meanwhile has such layers."""
    return computing_in("float64")


def is_model(value: Any) -> bool:
    """Whether it is a Keras model or layer."""
    return isinstance(value, keras.layers.Layer)


class Side:
    """One model: observed, replayed layer by layer, its weights read and written."""

    framework = FRAMEWORK

    def __init__(self, model: Any) -> None:
        self.model = model
        self.steps: list[Step] = []
        self.readings: list[Reading] = []
        self.hints: dict[str, Any] = hints(model)
        self.loss: learning.Loss | None = None
        self.loss_words: dict[str, Any] = {}
        self.optimizer: Any = None
        self.settings: dict[str, Any] = {}

    def native(self, value: np.ndarray) -> Any:
        """A model input as a tensor."""
        integer = value.dtype.kind in "iub"
        return tf.constant(value, dtype="int32" if integer else "float64")

    def run(self, inputs: list[Any], training: bool, masks: Masks | None) -> tuple[Any, Recorder]:
        """Run the model's graph step by step."""
        recorder = Recorder(inputs)
        interpreter = Interpreter(recorder, Leaves(training, masks), training)
        given = tuple(inputs)
        if len(inputs) > 1 and not isinstance(self.model, keras.src.models.functional.Functional):
            given = (list(inputs),)
        try:
            result = interpreter.run(self.model, given, {})
        except Exception as error:
            raise Unobservable(
                f"the Keras model cannot be run: {type(error).__name__}: {first_line(error)}"
            ) from error
        found = tensors_of(result)
        if not found:
            raise Unobservable("the Keras model returned no tensor")
        return found[0], recorder

    def observe(
        self,
        inputs: list[np.ndarray],
        training: bool = False,
        masks: Masks | None = None,
        upstream: Callable[[tuple[int, ...]], np.ndarray] | None = None,
        target: np.ndarray | None = None,
    ) -> Observation:
        """Run the model, forward and backward, and say what every layer did."""
        tensors = [self.native(x) for x in inputs]
        self.build(tensors)
        before = self.snapshot()
        with tf.GradientTape() as tape:
            tape.watch([x for x in tensors if x.dtype.is_floating])
            y, recorder = self.run(tensors, training, masks)
            loss = self.loss(y, target) if target is not None and self.loss else None
        self.steps = recorder.steps
        self.readings = [read(step) for step in self.steps]
        gradients = self.differentiate(tape, y, tensors, loss, upstream)
        after = self.state()
        if training:
            self.restore(before)
        return Observation(
            [self.layer(k, gradients) for k in range(len(self.steps))],
            array(y),
            recorder.known.get(id(y), (CONSTANT, 0)),
            [gradients.get(id(x)) for x in tensors],
            None if loss is None else array(loss),
            after,
        )

    def state(self) -> dict[int, dict[str, np.ndarray]]:
        """Every layer's running statistics."""
        return {
            k: state
            for k, reading in enumerate(self.readings)
            if (state := {n: s.read() for n, s in reading.weights.items() if s.state})
        }

    def prepare_training(self, module: Any, loss: str | None, optimizer: str | None = None) -> None:
        """Find the loss and the optimizer."""
        self.loss = learning.loss_of(self.model, loss, module)
        self.loss_words = learning.loss_words(self.model, module)
        self.optimizer = learning.optimizer_of(self.model, module, optimizer)
        self.settings = learning.settings(self.optimizer) if self.optimizer else {}

    def loss_at(self, output: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss and dL/doutput at a given output."""
        y = tf.constant(output)
        assert self.loss is not None
        try:
            with tf.GradientTape() as tape:
                tape.watch(y)
                value = self.loss(y, target)
            gradient = tape.gradient(value, y)
        except Exception as error:
            raise Unobservable(
                f"the Keras loss cannot be run: {type(error).__name__}: {first_line(error)}"
            ) from error
        return float(value), np.zeros_like(output) if gradient is None else array(gradient)

    def step(
        self, inputs: list[np.ndarray], target: np.ndarray, masks: Masks | None, number: int
    ) -> dict[str, Any]:
        """One training step: the loss, and every weight's gradient and update, and the state."""
        assert self.loss is not None
        tensors = [self.native(x) for x in inputs]
        with tf.GradientTape(persistent=True) as tape:
            y, recorder = self.run(tensors, True, masks)
            value = self.loss(y, target)
            total = value + sum(tf.cast(x, value.dtype) for x in self.model.losses)
        self.steps = recorder.steps
        self.readings = [read(step) for step in self.steps]
        variables = self.model.trainable_variables
        found = tape.gradient(total, [v.value for v in variables])
        pairs = [(g, v) for g, v in zip(found, variables, strict=True) if g is not None]
        # What a penalty adds to the gradient is judged with the update, as weight decay is.
        plain = tape.gradient(value, [v.value for v in variables])
        by_id = {id(v): array(g) for g, v in zip(plain, variables, strict=True) if g is not None}
        before = self.weights()
        if not self.optimizer.built:
            self.optimizer.build(variables)
            if isinstance(self.settings["learning_rate"], float):
                learning.set_exact_rate(self.optimizer, self.settings["learning_rate"])
        if number:
            learning.textbook_epsilon(self.optimizer, self.settings, number)
        self.optimizer.apply_gradients(pairs)
        after = self.weights()
        return {
            "loss": array(value),
            "penalty": bool(self.model.losses),
            "gradient": {
                (k, n): slot.part(by_id[id(slot.variable)])
                for k, reading in enumerate(self.readings)
                for n, slot in reading.weights.items()
                if id(slot.variable) in by_id
            },
            "update": {key: after[key] - before[key] for key in before},
            "after": after,
        }

    def weights(self) -> dict[tuple[int, str], np.ndarray]:
        """Every weight and state, canonical."""
        return {
            (k, n): slot.read()
            for k, reading in enumerate(self.readings)
            for n, slot in reading.weights.items()
        }

    def build(self, tensors: list[Any]) -> None:
        """Give a model its weights, where it has none before it is called."""
        if self.model.built:
            return
        try:
            self.model(tensors[0] if len(tensors) == 1 else tensors)
        except Exception as error:
            raise Unobservable(
                f"the Keras model cannot be run: {type(error).__name__}: {first_line(error)}"
            ) from error

    def differentiate(
        self, tape: Any, y: Any, tensors: list[Any], loss: Any, upstream: Any
    ) -> dict[int, np.ndarray]:
        """id -> gradient of every step's output, of the inputs and of the variables."""
        if loss is None and upstream is None:
            return {}
        dy = None if loss is not None else tf.constant(upstream(tuple(y.shape)))
        variables = [
            slot.variable
            for reading in self.readings
            for slot in reading.weights.values()
            if slot.variable.trainable
        ]
        values = [step.outputs[0] for step in self.steps]
        floating = [v for v in (*values, *tensors) if v.dtype.is_floating]
        sources = [*floating, *(v.value for v in variables)]
        gradients = tape.gradient(y if loss is None else loss, sources, output_gradients=dy)
        keys = [*floating, *variables]
        return {id(key): array(g) for key, g in zip(keys, gradients, strict=True) if g is not None}

    def layer(self, k: int, gradients: dict[int, np.ndarray]) -> Layer:
        """Step k as a Layer."""
        step, reading = self.steps[k], self.readings[k]
        return Layer(
            step.name,
            reading.kind,
            dict(reading.arguments),
            {name: slot.read() for name, slot in reading.weights.items()},
            tuple(name for name, slot in reading.weights.items() if slot.state),
            tuple(name for name, slot in reading.weights.items() if slot.frozen),
            list(step.sources),
            [array(x) for x in step.given],
            [array(y) for y in step.outputs],
            gradients.get(id(step.outputs[0])),
            {
                name: slot.part(gradients[id(slot.variable)])
                for name, slot in reading.weights.items()
                if id(slot.variable) in gradients
            },
            step.operation.name if step.part else "",
        )

    def replay(self, k: int, inputs: list[np.ndarray]) -> list[np.ndarray]:
        """Layer k on other inputs; running statistics stay as they are."""
        slots = self.readings[k].weights
        state = {n: s.read() for n, s in slots.items() if s.state}
        given = self.steps[k].given
        tensors = [tf.constant(x, dtype=was.dtype) for x, was in zip(inputs, given, strict=True)]
        found = [array(y) for y in self.steps[k].replay(tensors)]
        for name, value in state.items():
            slots[name].write(value)
        return found

    def write(self, k: int, name: str, value: np.ndarray) -> None:
        """Set a weight of layer k, given in the canonical layout."""
        self.readings[k].weights[name].write(value)

    def snapshot(self) -> dict[str, np.ndarray]:
        """All weights, in Keras's order."""
        return {f"{k} {v.path}": v.numpy() for k, v in enumerate(self.model.weights)}

    def restore(self, weights: dict[str, np.ndarray]) -> None:
        """Set all weights, as `snapshot` gave them."""
        for variable, value in zip(self.model.weights, weights.values(), strict=True):
            variable.assign(value)


def copied(model: Any) -> Any:
    """The same in float64; a model that computes in it already is not copied."""
    if all(v.dtype != "float32" for v in model.weights):
        return model
    try:
        other = keras.models.model_from_json(
            model.to_json().replace('"float32"', '"float64"'),
            custom_objects={type(x).__name__: type(x) for x in model._flatten_layers()},
        )
    except Exception as error:
        raise Unobservable(
            "the Keras model computes in float32 and cannot be made again in float64: give a "
            f"function that builds it. {type(error).__name__}: {first_line(error)}"
        ) from error
    other.set_weights(model.get_weights())
    if getattr(model, "compiled", False):
        optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
        other.compile(optimizer=optimizer, loss=model.loss)
    return other


def hints(model: Any) -> dict[str, Any]:
    """What the model says of its input: its shape where it is built, and its first layer."""
    found: dict[str, Any] = {}
    shapes = getattr(model, "input_shape", None) if model.built else None
    if shapes is not None:
        several = isinstance(shapes, list)
        found["shapes"] = [tuple(s[1:]) for s in (shapes if several else [shapes])]
    for layer in model._flatten_layers(include_self=False):
        if isinstance(layer, keras.layers.Embedding):
            found |= {"first": "embedding", "vocabulary": layer.input_dim}
            break
        if isinstance(layer, (keras.layers.Dense, keras.layers.Conv2D, keras.layers.RNN)):
            break
    return found


def first_line(error: Exception) -> str:
    """The beginning of an error's message."""
    return (str(error).strip().splitlines() or [""])[0][:300]
