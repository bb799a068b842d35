"""What all optimizers share: `step(params, grads)` in place, and a state for each parameter."""

import numpy as np

from scratch.validation import number, reject


class Optimizer:
    """Changes parameters in place, against their gradients.

    `params` and `grads` are dicts with the same keys or lists of the same length, of arrays of
    the same shapes. The state (velocities, moments) belongs to the key or the position, so an
    optimizer is used with one set of parameters. `learning_rate` may be changed between steps.
    """

    def __init__(self, learning_rate):
        self.learning_rate = number("learning_rate", learning_rate, least=0)
        self.iterations = 0
        self.state = {}

    def step(self, params, grads):
        """One update of every parameter. Raises ValueError where keys or shapes differ."""
        pairs = list(paired(params, grads))
        self.iterations += 1
        for key, param, grad in pairs:
            if key not in self.state:
                self.state[key] = self.start(param)
            self.update(param, grad.astype(param.dtype, copy=False), self.state[key])

    def start(self, param):
        """The state of a parameter before its first step: name -> array."""
        return {}

    def update(self, param, grad, state):
        """Change `param`, and `state`, in place."""
        raise NotImplementedError


def paired(params, grads):
    """(key, param, grad) for each parameter, after checking that the two fit together."""
    if isinstance(params, dict) != isinstance(grads, dict):
        reject("grads", "a dict where params is one, else a list", type(grads).__name__, TypeError)
    if not isinstance(params, dict):
        params, grads = dict(enumerate(params)), dict(enumerate(grads))
    if set(params) != set(grads):
        reject("grads", f"for the parameters {sorted(map(str, params))}", sorted(map(str, grads)))
    for key, param in params.items():
        grad = np.asarray(grads[key])
        if not isinstance(param, np.ndarray) or param.dtype.kind != "f":
            reject(
                f"params[{key!r}]", "a floating array, as it is changed in place", param, TypeError
            )
        if grad.shape != param.shape:
            reject(f"grads[{key!r}]", f"of its parameter's shape, {param.shape}", grad.shape)
        yield key, param, grad
