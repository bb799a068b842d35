"""Runs the scratch implementation of a concept on a problem and leaves its quantities.

The same functions in the same order as the rooms in `reference/`. NumPy's floating-point
warnings are errors here: where the mathematics is finite, nothing may overflow on the way.
"""

from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import threadpoolctl

from compare.concept import Problem
from reference.lookup import spelled_like
from reference.passing import passed
from reference.weights import qualified
from scratch import activations, fused, layers, losses, optimizers
from scratch.network import Sequential

NAME = "scratch"
VERSION = f"NumPy {np.__version__}"


def set_threads(n: int) -> None:
    """Let the matrix products use `n` threads, or the fused path, which shares out its own work."""
    threadpoolctl.threadpool_limits(n)
    fused.set_threads(n)


def load(family: str, name: str, symbol: str) -> Any:
    """What `scratch/<family>/<name>.py` defines as `symbol`."""
    return getattr(import_module(f"scratch.{family}.{name}"), symbol)


def run(kind: str, family: str, name: str, symbol: str, problem: Problem) -> dict[str, np.ndarray]:
    """The quantities that the implementation leaves: output, gradients, state, steps."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        return RUNNERS[kind](load(family, name, symbol), problem)


def gradients(problem: Problem, found: Any) -> dict[str, np.ndarray]:
    """dL/dinput of every floating input; a single one is called grad:input."""
    several = found if isinstance(found, (tuple, list)) else [found]
    names = ["input"] if len(problem.inputs) == 1 else list(problem.inputs)
    return {
        f"grad:{name}": gradient
        for name, gradient in zip(names, several, strict=True)
        if gradient is not None
    }


def outputs(result: Any) -> dict[str, np.ndarray]:
    """One output is "output"; several are "output", "output:1", ..."""
    several = result if isinstance(result, (tuple, list)) else [result]
    return {"output" if i == 0 else f"output:{i}": y for i, y in enumerate(several)}


def run_activation(function: Any, problem: Problem) -> dict[str, np.ndarray]:
    """output and grad:input of a function of one array."""
    (x,) = problem.inputs.values()
    y = function(x, **problem.arguments)
    dx = function.backward(problem.upstream(np.shape(y)), x, y, **problem.arguments)
    return {"output": y, "grad:input": dx}


def run_loss(make: Any, problem: Problem) -> dict[str, np.ndarray]:
    """output (the loss) and grad:y_pred."""
    loss = make(**problem.arguments)
    output = loss(problem.inputs["y_true"], problem.inputs["y_pred"])
    return {"output": output, "grad:y_pred": loss.backward()}


def run_penalty(make: Any, problem: Problem) -> dict[str, np.ndarray]:
    """output (the penalty) and grad:input."""
    (w,) = problem.inputs.values()
    penalty = make(**problem.arguments)
    return {"output": np.asarray(penalty(w), w.dtype), "grad:input": penalty.gradient(w)}


def run_layer(make: Any, problem: Problem) -> dict[str, np.ndarray]:
    """output, grad:input, grad:<parameter> and state:<name> of a layer."""
    layer = prepared_layer(make, problem)
    xs = passed(layer, problem.inputs.values())
    ys = outputs(layer.forward(*xs, **forward_arguments(problem)))
    dys = [problem.upstream(y.shape, i) for i, y in enumerate(ys.values())]
    dx = layer.backward(*dys)
    trace = {**ys, **gradients(problem, dx)}
    trace |= {f"grad:{name}": layer.grads[name] for name in problem.params}
    return trace | {f"state:{name}": layer.state[name] for name in problem.state}


def prepared_layer(make: Any, problem: Problem) -> Any:
    """The layer, built, with the problem's parameters, state and masks."""
    layer = make(**problem.arguments)
    shapes = [x.shape for x in problem.inputs.values()]
    layer.build(shapes[0] if len(shapes) == 1 else shapes, rng=0)
    for kept, values in ((layer.params, problem.params), (layer.state, problem.state)):
        for name, value in values.items():
            kept[name] = value.copy()
    if problem.masks is not None:
        layer.mask = problem.masks
    return layer


def forward_arguments(problem: Problem) -> dict[str, Any]:
    """What `forward` takes beside the inputs."""
    return {"training": problem.training, **problem.call}


def run_initializer(make: Any, problem: Problem) -> dict[str, np.ndarray]:
    """output: the first values of a parameter of the given shape."""
    values = make(**problem.arguments)(problem.call["shape"], rng=problem.seed)
    return {"output": np.asarray(values, problem.dtype)}


def run_optimizer(make: Any, problem: Problem) -> dict[str, np.ndarray]:
    """steps:<parameter>, its values after each of the given gradients and learning rates."""
    params = {name: value.copy() for name, value in problem.params.items()}
    rates = problem.call["learning_rates"]
    optimizer = make(learning_rate=rates[0], **problem.arguments)
    path: dict[str, list[np.ndarray]] = {name: [] for name in params}
    for step, rate in enumerate(rates):
        optimizer.learning_rate = rate
        optimizer.step(params, {name: problem.inputs[name][step] for name in params})
        for name, param in params.items():
            path[name].append(param.copy())
    return {f"steps:{name}": np.stack(values) for name, values in path.items()}


def run_function(function: Any, problem: Problem) -> dict[str, np.ndarray]:
    """What a plain function of arrays returns: an array, or a dict of them."""
    result = function(**problem.inputs, **problem.arguments)
    return dict(result) if isinstance(result, dict) else outputs(result)


RUNNERS = {
    "activation": run_activation,
    "loss": run_loss,
    "penalty": run_penalty,
    "layer": run_layer,
    "initializer": run_initializer,
    "optimizer": run_optimizer,
    "function": run_function,
}


def network_of(spec: Any) -> Sequential:
    """The scratch network of a Spec, not yet built."""
    return Sequential(
        [
            load("layers", p.name, spelled_like(p.name, layers.__all__))(**p.arguments)
            for p in spec.layers
        ]
    )


def initial_weights(spec: Any, seed: int) -> dict[str, np.ndarray]:
    """Parameters and state of the network's own initialization, in float64."""
    if spec.adversary:
        return qualified("generator", initial_weights(replace(spec, adversary=None), seed)) | (
            qualified("discriminator", initial_weights(spec.adversary, seed))
        )
    network = network_of(spec)
    network.build((None, *spec.input_shape), rng=seed)
    return {**network.params, **network.state}


def dropping(spec: Any) -> list[tuple[str, Any, tuple[Any, ...]]]:
    """(key, scratch layer, input shape) of each layer that can drop something in training."""
    found, shape = [], (None, *spec.input_shape)
    for part, layer in zip(spec.layers, network_of(spec).layers, strict=True):
        if hasattr(layer, "draw_mask"):
            found.append((part.key, layer, shape))
        shape = layer.output_shape(shape)
    return found


class Trainer:
    """Trains the scratch network of a Spec, step by step, from given weights.

    Modes: "default" is the plain layers; "fastest" is the fused path, with the BLAS held to one
    thread, since the kernels share their work among threads themselves.
    """

    MODES = ("default", "fastest")

    def __init__(
        self, spec: Any, weights: dict[str, np.ndarray], dtype: str, mode: str = "default"
    ) -> None:
        self.dtype = np.dtype(dtype)
        self.network = network_of(spec)
        for key in spec.frozen:
            self.network.layers[self.network.names.index(key)].trainable = False
        self.network.build((None, *spec.input_shape), rng=0, dtype=self.dtype)
        self.network.set_weights({k: v.astype(dtype) for k, v in weights.items()})
        self.network.compile(
            optimizers.OPTIMIZERS[spec.optimizer.name](**spec.optimizer.arguments),
            losses.LOSSES[spec.loss.name](**spec.loss.arguments),
            fused=mode == "fastest",
        )
        if mode == "fastest":
            threadpoolctl.threadpool_limits(1)
        self.output = activations.get(spec.output)
        named = zip(self.network.names, self.network.layers, strict=True)
        self.dropping = {name: layer for name, layer in named if hasattr(layer, "draw_mask")}

    @property
    def learning_rate(self) -> float:
        """η of the next step."""
        return float(self.network.optimizer.learning_rate)

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self.network.optimizer.learning_rate = value

    def ready(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A batch as `step` takes it: as it is."""
        return x, y

    def step(self, x: np.ndarray, y: np.ndarray, masks: Any = None) -> float:
        """One training step; the loss before it. `masks`: layer key -> what is dropped, or None."""
        loss = self.gradients(x, y, masks)
        self.network.update()
        return loss

    def gradients(self, x: np.ndarray, y: np.ndarray, masks: Any = None) -> float:
        """A step without its update: the loss, and every gradient where the update finds it."""
        for key, layer in self.dropping.items():
            layer.mask = (masks or {}).get(key)
        return self.network.backpropagate(x, y)

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The predictions for x, the output's activation included."""
        return self.output(self.network.predict(x))

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of every parameter and state."""
        return {k: v.copy() for k, v in {**self.network.params, **self.network.state}.items()}
