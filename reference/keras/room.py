"""Runs the Keras twin of a concept on a problem and leaves its quantities as NumPy arrays.

The same functions in the same order as `reference/pytorch/room.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from reference.lookup import twin
from reference.passing import passed

NAME = "keras"
VERSION = f"{keras.__version__} on TensorFlow {tf.__version__}"


def set_threads(n: int) -> None:
    """Compute with `n` threads; called before the first operation."""
    tf.config.threading.set_intra_op_parallelism_threads(n)
    tf.config.threading.set_inter_op_parallelism_threads(n)


def run(kind: str, family: str, name: str, symbol: str, problem: Any) -> dict[str, np.ndarray]:
    """The quantities that the twin leaves: output, gradients, state, steps."""
    with computing_in(problem.dtype):
        return RUNNERS[kind](twin(NAME, family, name, symbol), problem)


@contextmanager
def computing_in(dtype: str) -> Iterator[None]:
    """Compute in `dtype`; set_floatx alone changes nothing once a policy was read."""
    before = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx(dtype)
    keras.config.set_dtype_policy(dtype)
    try:
        yield
    finally:
        keras.config.set_floatx(before[0])
        keras.config.set_dtype_policy(before[1])


def tensor(array: Any) -> Any:
    """A TensorFlow tensor of an array; what is no array is returned as it is."""
    return tf.constant(array) if isinstance(array, np.ndarray) else array


def array(value: Any) -> np.ndarray:
    """A NumPy copy of a tensor or variable; gradients of slices are made dense."""
    if isinstance(value, tf.IndexedSlices):
        value = tf.convert_to_tensor(value)
    return np.array(keras.ops.convert_to_numpy(value))


def leaves(problem: Any) -> dict[str, Any]:
    """The inputs as tensors."""
    return {name: tensor(value) for name, value in problem.inputs.items()}


def floating(tensors: dict[str, Any]) -> dict[str, Any]:
    """Those that can be differentiated with respect to."""
    return {name: x for name, x in tensors.items() if x.dtype.is_floating}


def gradient_names(inputs: dict[str, Any]) -> list[str]:
    """grad:input for a single input, else grad:<name> for each floating one."""
    found = list(floating(inputs))
    return [f"grad:{'input' if len(inputs) == 1 else name}" for name in found]


def outputs(result: Any) -> dict[str, Any]:
    """One output is "output"; several are "output", "output:1", ..."""
    several = result if isinstance(result, (tuple, list)) else [result]
    return {"output" if i == 0 else f"output:{i}": y for i, y in enumerate(several)}


def upstreams(ys: dict[str, Any], problem: Any) -> list[Any]:
    """The problem's upstream gradient for every output."""
    return [tensor(problem.upstream(tuple(y.shape), i)) for i, y in enumerate(ys.values())]


def differentiate(tape: Any, ys: Any, sources: list[Any], dys: Any) -> list[np.ndarray]:
    """dL/dsource for each source; zero where it took no part."""
    found = tape.gradient(ys, sources, dys, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return [array(g) for g in found]


def run_activation(function: Any, problem: Any) -> dict[str, np.ndarray]:
    """output and grad:input of a function of one array."""
    inputs = leaves(problem)
    with tf.GradientTape() as tape:
        tape.watch(list(inputs.values()))
        ys = outputs(function(*inputs.values(), **problem.arguments))
    found = differentiate(tape, list(ys.values()), list(inputs.values()), upstreams(ys, problem))
    return {name: array(y) for name, y in ys.items()} | dict(
        zip(gradient_names(inputs), found, strict=True)
    )


def run_loss(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output (the loss) and grad:y_pred."""
    y_true, y_pred = tensor(problem.inputs["y_true"]), tensor(problem.inputs["y_pred"])
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        loss = make(**problem.arguments)(y_true, y_pred)
    return {"output": array(loss), "grad:y_pred": differentiate(tape, loss, [y_pred], None)[0]}


def run_penalty(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output (the penalty) and grad:input."""
    (w,) = leaves(problem).values()
    with tf.GradientTape() as tape:
        tape.watch(w)
        penalty = make(**problem.arguments)(w)
    return {"output": array(penalty), "grad:input": differentiate(tape, penalty, [w], None)[0]}


def run_layer(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output, grad:input, grad:<parameter> and state:<name> of a layer."""
    inputs = leaves(problem)
    shapes = [tuple(x.shape) for x in inputs.values()]
    layer = make(**problem.arguments, dtype=problem.dtype)
    layer.build(*passed(layer, shapes))
    set_weights(layer, {**problem.params, **problem.state})
    if problem.masks is not None:
        layer.mask = tensors(problem.masks)
    call = {name: tensors(value) for name, value in problem.call.items()}
    params = [variable(layer, name) for name in problem.params]
    sources = [*floating(inputs).values(), *params]
    with tf.GradientTape() as tape:
        tape.watch(list(floating(inputs).values()))
        ys = outputs(layer(*passed(layer, inputs.values()), training=problem.training, **call))
    found = differentiate(tape, list(ys.values()), sources, upstreams(ys, problem))
    names = gradient_names(inputs)
    trace = {name: array(y) for name, y in ys.items()} | dict(zip(names, found, strict=False))
    for name, grad in zip(problem.params, found[len(names) :], strict=True):
        trace[f"grad:{name}"] = layer.WEIGHTS[name].decode(grad)
    return trace | {f"state:{name}": get_weights(layer)[name] for name in problem.state}


def tensors(value: Any) -> Any:
    """Arrays in tuples and lists as tensors."""
    if isinstance(value, (tuple, list)):
        return type(value)(tensors(v) for v in value)
    return tensor(value)


def variable(layer: Any, name: str) -> Any:
    """The TensorFlow variable behind a canonical parameter."""
    return attrgetter(layer.WEIGHTS[name].path)(layer).value


def set_weights(layer: Any, values: dict[str, np.ndarray]) -> None:
    """Load canonical arrays into the layer, in its own layout."""
    for name, value in values.items():
        weight = layer.WEIGHTS[name]
        attrgetter(weight.path)(layer).assign(weight.encode(value))


def get_weights(layer: Any) -> dict[str, np.ndarray]:
    """The layer's parameters and state as canonical arrays; absent ones are left out."""
    found = {}
    for name, weight in layer.WEIGHTS.items():
        value = attrgetter(weight.path)(layer)
        if value is not None:
            found[name] = weight.decode(array(value))
    return found


def run_initializer(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output: the first values of a parameter of the given shape."""
    initializer = make(**problem.arguments)
    initializer.seed = problem.seed  # one that draws nothing takes no seed when it is made
    return {"output": array(initializer(problem.call["shape"], dtype=problem.dtype))}


def run_optimizer(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """steps:<parameter>, its values after each of the given gradients and learning rates."""
    params = {
        name: keras.Variable(value, dtype=problem.dtype) for name, value in problem.params.items()
    }
    rates = np.asarray(problem.call["learning_rates"], problem.dtype)
    optimizer = make(learning_rate=float(rates[0]), **problem.arguments)
    optimizer.build(list(params.values()))
    grads = [tensor(problem.inputs[name]) for name in params]

    @tf.function  # all steps in one graph: two hundred calls of one step take ten times as long
    def walk() -> list[Any]:
        path = [tf.TensorArray(problem.dtype, len(rates)) for _ in params]
        for step in tf.range(len(rates)):
            optimizer.learning_rate.assign(tf.constant(rates)[step])
            optimizer.apply([g[step] for g in grads], list(params.values()))
            path = [
                visited.write(step, param.value)
                for visited, param in zip(path, params.values(), strict=True)
            ]
        return [visited.stack() for visited in path]

    return {f"steps:{name}": array(y) for name, y in zip(params, walk(), strict=True)}


def run_function(function: Any, problem: Any) -> dict[str, np.ndarray]:
    """What a plain function of arrays returns: an array, or a dict of them."""
    inputs = {name: tensor(value) for name, value in problem.inputs.items()}
    result = function(**inputs, **problem.arguments)
    return {
        k: array(v) for k, v in (result if isinstance(result, dict) else outputs(result)).items()
    }


RUNNERS = {
    "activation": run_activation,
    "loss": run_loss,
    "penalty": run_penalty,
    "layer": run_layer,
    "initializer": run_initializer,
    "optimizer": run_optimizer,
    "function": run_function,
}
