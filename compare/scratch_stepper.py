"""One pass through a scratch concept, forward and back, with all that it needs made beforehand."""

from collections.abc import Callable
from typing import Any

import numpy as np

from compare.concept import Problem
from compare.scratch_room import forward_arguments, load, outputs, prepared_layer
from reference.passing import passed

Step = Callable[[], object]


def stepper(kind: str, family: str, name: str, symbol: str, problem: Problem) -> Step:
    """A function of nothing, to be timed: it computes the output and every gradient."""
    return STEPPERS[kind](load(family, name, symbol), problem)


def of_activation(function: Any, problem: Problem) -> Step:
    """y = f(x), and dx."""
    (x,) = problem.inputs.values()
    dy = problem.upstream(np.shape(function(x, **problem.arguments)))

    def step() -> object:
        y = function(x, **problem.arguments)
        return function.backward(dy, x, y, **problem.arguments)

    return step


def of_loss(make: Any, problem: Problem) -> Step:
    """The loss, and the gradient of y_pred."""
    loss = make(**problem.arguments)
    y_true, y_pred = problem.inputs["y_true"], problem.inputs["y_pred"]

    def step() -> object:
        loss(y_true, y_pred)
        return loss.backward()

    return step


def of_layer(make: Any, problem: Problem) -> Step:
    """y, dx, and the gradient of every parameter."""
    layer = prepared_layer(make, problem)
    xs, arguments = passed(layer, problem.inputs.values()), forward_arguments(problem)
    ys = outputs(layer.forward(*xs, **arguments))
    dys = [problem.upstream(y.shape, i) for i, y in enumerate(ys.values())]

    def step() -> object:
        layer.forward(*xs, **arguments)
        return layer.backward(*dys)

    return step


STEPPERS = {"activation": of_activation, "loss": of_loss, "layer": of_layer}
