"""One pass through a Keras twin, forward and back, compiled, with all it needs made beforehand."""

from collections.abc import Callable
from typing import Any

import tensorflow as tf

from reference.keras.room import (
    NAME,
    computing_in,
    floating,
    leaves,
    outputs,
    set_weights,
    tensor,
    tensors,
    upstreams,
    variable,
)
from reference.lookup import twin
from reference.passing import passed

Step = Callable[[], object]


def stepper(kind: str, family: str, name: str, symbol: str, problem: Any) -> Step:
    """A function of nothing, to be timed: it computes the output and every gradient."""
    with computing_in(problem.dtype):
        compute = STEPPERS[kind](twin(NAME, family, name, symbol), problem)
        compiled = tf.function(compute, reduce_retracing=True)
        compiled()

    def step() -> object:
        found = [g for g in compiled() if g is not None]
        return found[0].numpy() if found else None  # Waits until it is there.

    return step


def of_activation(function: Any, problem: Any) -> Step:
    """y = f(x), and dx."""
    (x,) = leaves(problem).values()
    dys = upstreams({"output": function(x, **problem.arguments)}, problem)

    def compute() -> object:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x, **problem.arguments)
        return [tape.gradient(y, x, dys[0])]

    return compute


def of_loss(make: Any, problem: Any) -> Step:
    """The loss, and the gradient of y_pred."""
    loss = make(**problem.arguments)
    y_true, y_pred = (tensor(problem.inputs[name]) for name in ("y_true", "y_pred"))

    def compute() -> object:
        with tf.GradientTape() as tape:
            tape.watch(y_pred)
            found = loss(y_true, y_pred)
        return [tape.gradient(found, y_pred)]

    return compute


def of_layer(make: Any, problem: Any) -> Step:
    """y, dx, and the gradient of every parameter."""
    inputs = leaves(problem)
    layer = make(**problem.arguments, dtype=problem.dtype)
    layer.build(*passed(layer, [tuple(x.shape) for x in inputs.values()]))
    set_weights(layer, {**problem.params, **problem.state})
    call = {name: tensors(value) for name, value in problem.call.items()}
    xs = passed(layer, inputs.values())
    watched = list(floating(inputs).values())
    sources = [*watched, *(variable(layer, name) for name in problem.params)]

    def forward() -> dict[str, Any]:
        return outputs(layer(*xs, training=problem.training, **call))

    dys = upstreams(forward(), problem)

    def compute() -> object:
        with tf.GradientTape() as tape:
            tape.watch(watched)
            ys = list(forward().values())
        found = tape.gradient(ys, sources, dys) if sources else ys
        return [tf.convert_to_tensor(g) for g in found if g is not None]

    return compute


STEPPERS = {"activation": of_activation, "loss": of_loss, "layer": of_layer}
