"""One pass through a PyTorch twin, forward and back, with all that it needs made beforehand."""

from collections.abc import Callable
from typing import Any

import torch

from reference.lookup import twin
from reference.passing import passed
from reference.pytorch.room import NAME, leaves, outputs, set_weights, tensor, tensors

Step = Callable[[], object]


def stepper(kind: str, family: str, name: str, symbol: str, problem: Any) -> Step:
    """A function of nothing, to be timed: it computes the output and every gradient."""
    return STEPPERS[kind](twin(NAME, family, name, symbol), problem)


def of_activation(function: Any, problem: Any) -> Step:
    """y = f(x), and dx."""
    (x,) = leaves(problem).values()
    dy = tensor(problem.upstream(tuple(function(x, **problem.arguments).shape)))

    def step() -> object:
        return torch.autograd.grad(function(x, **problem.arguments), x, dy)

    return step


def of_loss(make: Any, problem: Any) -> Step:
    """The loss, and the gradient of y_pred."""
    loss, y_true = make(**problem.arguments), tensor(problem.inputs["y_true"])
    y_pred = tensor(problem.inputs["y_pred"], differentiable=True)

    def step() -> object:
        return torch.autograd.grad(loss(y_true, y_pred), y_pred)

    return step


def of_layer(make: Any, problem: Any) -> Step:
    """y, dx, and the gradient of every parameter."""
    inputs = leaves(problem)
    shapes = [tuple(x.shape) for x in inputs.values()]
    layer = make(shapes[0] if len(shapes) == 1 else shapes, **problem.arguments)
    layer.to(getattr(torch, problem.dtype)).train(problem.training)
    set_weights(layer, {**problem.params, **problem.state})
    call = {name: tensors(value) for name, value in problem.call.items()}
    xs = passed(layer, inputs.values())
    ys = list(outputs(layer(*xs, **call)).values())
    dys = [tensor(problem.upstream(tuple(y.shape), i)) for i, y in enumerate(ys)]
    sources = [x for x in (*inputs.values(), *layer.parameters()) if x.requires_grad]

    def step() -> object:
        ys = list(outputs(layer(*xs, **call)).values())
        if not sources:
            return ys
        return torch.autograd.grad(ys, sources, dys, allow_unused=True)

    return step


STEPPERS = {"activation": of_activation, "loss": of_loss, "layer": of_layer}
