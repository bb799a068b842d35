r"""How optimizers walk down f(w) = Σ c_i w_i²: a bowl where the c_i are equal, else a ravine.

Plain gradient descent zigzags across the ravine, as one step must suit the steepest direction.
A velocity, kept from step to step, averages the zigzag out and gathers speed along the floor.
RMSprop and Adam divide each direction by the size of its gradients: bowl and ravine are alike.

Source: Polyak 1964 (momentum); Sutskever, Martens, Dahl, Hinton 2013 (Nesterov); Tieleman and
Hinton 2012 (RMSprop); Kingma and Ba 2015 (Adam).
"""

import numpy as np

from scratch.optimizers import SGD, Adam, RMSprop
from scratch.validation import integer, reals, same_shape


def optimizer_paths(start, curvature, learning_rate=0.02, momentum=0.9, steps=50):
    """The points that each optimizer visits, shape (steps + 1, dimensions), start included.

    Arguments:
        start: w before the first step, (dimensions,).
        curvature: c, (dimensions,).
        learning_rate: η of all of them.
        momentum: μ of those with a velocity.
        steps: how many steps are taken.

    >>> paths = optimizer_paths(np.array([4.0]), np.array([0.5]), learning_rate=0.5, steps=2)
    >>> paths["sgd"].ravel()
    array([4., 2., 1.])
    """
    start, c = reals("start", start, rank=1), reals("curvature", curvature)
    same_shape("curvature", c, start.shape, "start")
    optimizers = {
        "sgd": SGD(learning_rate),
        "momentum": SGD(learning_rate, momentum=momentum),
        "nesterov": SGD(learning_rate, momentum=momentum, nesterov=True),
        "rmsprop": RMSprop(learning_rate),
        "adam": Adam(learning_rate),
    }
    return {name: walk(optimizer, start, c, steps) for name, optimizer in optimizers.items()}


def walk(optimizer, start, c, steps):
    """The points from `start` on, with the gradient 2 c w."""
    w = start.copy()
    path = [start]
    for _ in range(integer("steps", steps)):
        optimizer.step({"w": w}, {"w": 2 * c * w})
        path.append(w.copy())
    return np.stack(path)
