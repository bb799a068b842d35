"""Runs the PyTorch twin of a concept on a problem and leaves its quantities as NumPy arrays.

A problem has arguments, inputs, call, params, state, masks, training, dtype and upstream(shape).
Twins take and give the canonical layout (batch first, channels last).
"""

from operator import attrgetter
from typing import Any

import numpy as np
import torch

from reference.lookup import twin
from reference.passing import passed

NAME = "pytorch"
VERSION = torch.__version__


def set_threads(n: int) -> None:
    """Compute with `n` threads; called before the first operation."""
    torch.set_num_threads(n)
    torch.set_num_interop_threads(n)


def flush_subnormals() -> None:
    """Compute with 0 for numbers too small to be normal, which is many times as fast.

    TensorFlow does so unasked. It holds for all that this thread computes from now on.
    """
    torch.set_flush_denormal(True)


def run(kind: str, family: str, name: str, symbol: str, problem: Any) -> dict[str, np.ndarray]:
    """The quantities that the twin leaves: output, gradients, state, steps."""
    return RUNNERS[kind](twin(NAME, family, name, symbol), problem)


def tensor(array: Any, differentiable: bool = False) -> Any:
    """A torch tensor with a copy of `array`; what is no array is returned as it is."""
    if not isinstance(array, np.ndarray):
        return array
    result = torch.tensor(array.copy())
    return result.requires_grad_(differentiable and result.is_floating_point())


def array(value: Any) -> np.ndarray:
    """A NumPy copy of a tensor: a later step cannot change it."""
    return np.array(value.detach().numpy()) if isinstance(value, torch.Tensor) else np.array(value)


def leaves(problem: Any) -> dict[str, torch.Tensor]:
    """The inputs as leaves of the graph."""
    return {name: tensor(value, differentiable=True) for name, value in problem.inputs.items()}


def gradients(inputs: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """dL/dinput of every floating input; a single one is called grad:input."""
    found = {name: x for name, x in inputs.items() if x.requires_grad}
    names = ["input"] if len(inputs) == 1 else list(found)
    return {
        f"grad:{name}": array(x.grad if x.grad is not None else torch.zeros_like(x))
        for name, x in zip(names, found.values(), strict=False)
    }


def outputs(result: Any) -> dict[str, torch.Tensor]:
    """One output is "output"; several are "output", "output:1", ..."""
    several = result if isinstance(result, (tuple, list)) else [result]
    return {"output" if i == 0 else f"output:{i}": y for i, y in enumerate(several)}


def backpropagate(ys: dict[str, torch.Tensor], problem: Any) -> None:
    """Send the problem's upstream gradient through every output."""
    dys = [tensor(problem.upstream(tuple(y.shape), i)) for i, y in enumerate(ys.values())]
    if any(y.requires_grad for y in ys.values()):
        torch.autograd.backward(list(ys.values()), dys)


def run_activation(function: Any, problem: Any) -> dict[str, np.ndarray]:
    """output and grad:input of a function of one array."""
    inputs = leaves(problem)
    ys = outputs(function(*inputs.values(), **problem.arguments))
    backpropagate(ys, problem)
    return {name: array(y) for name, y in ys.items()} | gradients(inputs)


def run_loss(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output (the loss) and grad:y_pred."""
    y_pred = tensor(problem.inputs["y_pred"], differentiable=True)
    loss = make(**problem.arguments)(tensor(problem.inputs["y_true"]), y_pred)
    loss.backward()
    return {"output": array(loss), "grad:y_pred": array(y_pred.grad)}


def run_penalty(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output (the penalty) and grad:input."""
    inputs = leaves(problem)
    penalty = make(**problem.arguments)(*inputs.values())
    penalty.backward()
    return {"output": array(penalty)} | gradients(inputs)


def run_layer(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output, grad:input, grad:<parameter> and state:<name> of a layer."""
    inputs = leaves(problem)
    shapes = [tuple(x.shape) for x in inputs.values()]
    layer = make(shapes[0] if len(shapes) == 1 else shapes, **problem.arguments)
    layer.to(getattr(torch, problem.dtype)).train(problem.training)
    set_weights(layer, {**problem.params, **problem.state})
    if problem.masks is not None:
        layer.mask = tensors(problem.masks)
    call = {name: tensors(value) for name, value in problem.call.items()}
    ys = outputs(layer(*passed(layer, inputs.values()), **call))
    backpropagate(ys, problem)
    trace = {name: array(y) for name, y in ys.items()} | gradients(inputs)
    trace |= {f"grad:{name}": grad_of(layer, name) for name in problem.params}
    return trace | {f"state:{name}": get_weights(layer)[name] for name in problem.state}


def tensors(value: Any) -> Any:
    """Arrays in tuples and lists as tensors."""
    if isinstance(value, (tuple, list)):
        return type(value)(tensors(v) for v in value)
    return tensor(value)


def set_weights(layer: Any, values: dict[str, np.ndarray]) -> None:
    """Load canonical arrays into the module, in its own layout."""
    with torch.no_grad():
        for name, value in values.items():
            weight = layer.WEIGHTS[name]
            attrgetter(weight.path)(layer).copy_(tensor(weight.encode(value)))


def get_weights(layer: Any) -> dict[str, np.ndarray]:
    """The module's parameters and state as canonical arrays; absent ones are left out."""
    found = {}
    for name, weight in layer.WEIGHTS.items():
        value = attrgetter(weight.path)(layer)
        if value is not None:
            found[name] = weight.decode(array(value))
    return found


def grad_of(layer: Any, name: str) -> np.ndarray:
    """dL/dparam in the canonical layout; zero where the parameter took no part."""
    weight = layer.WEIGHTS[name]
    value = attrgetter(weight.path)(layer)
    return weight.decode(array(torch.zeros_like(value) if value.grad is None else value.grad))


def run_initializer(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """output: the first values of a parameter of the given shape."""
    w = torch.empty(problem.call["shape"], dtype=getattr(torch, problem.dtype))
    generator = torch.Generator().manual_seed(problem.seed)
    return {"output": array(make(**problem.arguments)(w, generator))}


def run_optimizer(make: Any, problem: Any) -> dict[str, np.ndarray]:
    """steps:<parameter>, its values after each of the given gradients and learning rates."""
    params = {name: tensor(value, differentiable=True) for name, value in problem.params.items()}
    rates = problem.call["learning_rates"]
    optimizer = make(list(params.values()), learning_rate=rates[0], **problem.arguments)
    path: dict[str, list[np.ndarray]] = {name: [] for name in params}
    for step, rate in enumerate(rates):
        optimizer.learning_rate = rate
        for name, param in params.items():
            param.grad = tensor(problem.inputs[name][step, ...])  # an array, not a number
        optimizer.step()
        for name, param in params.items():
            path[name].append(array(param))
    return {f"steps:{name}": np.stack(values) for name, values in path.items()}


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
