"""What all optimizers share: `step(params, grads)` in place, and a state for each parameter.

A step: the gradients g are clipped, the weights w decay by λ, then the optimizer's own update.

Weight decay, Keras:    w ← w - η λ w, decoupled from the gradient
Weight decay, PyTorch:  g ← g + λ w, coupled: the decay passes through moments and velocities

Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
"""

import numpy as np

from scratch.optimizers.clipping import Clipping
from scratch.validation import number, one_of, reject


class Optimizer:
    """Changes parameters in place, against their gradients.

    `params` and `grads` are dicts with the same keys or lists of the same length, of arrays of
    the same shapes. The state (velocities, moments) belongs to the key or the position, so an
    optimizer is used with one set of parameters. `learning_rate` may be changed between steps.

    Arguments:
        learning_rate: η, a number or a schedule: a function of the number of steps taken so far.
        weight_decay: λ; None is none.
        convention: "keras" or "pytorch", whose arithmetic is followed where they differ.
        clipvalue, clipnorm, global_clipnorm: at most one of them; see `Clipping`.
    """

    def __init__(
        self,
        learning_rate,
        weight_decay=0.0,
        convention="keras",
        clipvalue=None,
        clipnorm=None,
        global_clipnorm=None,
    ):
        self.learning_rate = learning_rate
        weight_decay = 0.0 if weight_decay is None else weight_decay
        self.weight_decay = float(number("weight_decay", weight_decay, least=0))
        self.convention = one_of("convention", convention, ("keras", "pytorch"))
        self.clip = Clipping(clipvalue, clipnorm, global_clipnorm, convention)
        self.decoupled = convention == "keras"
        self.iterations = 0
        self.state = {}

    @property
    def learning_rate(self):
        """η of the next step, or the schedule that gives it."""
        return self.rate

    @learning_rate.setter
    def learning_rate(self, value):
        # A Python float, as a NumPy float64 would turn float32 arrays into float64 ones.
        self.rate = value if callable(value) else float(number("learning_rate", value, least=0))

    def step(self, params, grads):
        """One update of every parameter. Raises ValueError where keys or shapes differ."""
        keys, params, grads = paired(params, grads)
        η = float(self.rate(self.iterations)) if callable(self.rate) else self.rate
        self.iterations += 1
        for key, w, g in zip(keys, params, self.clip(grads)):
            if key not in self.state:
                self.state[key] = self.start(w)
            if self.weight_decay:
                g = self.decay(w, g, η)
            self.update(w, g, self.state[key], η)

    def decay(self, w, g, η):
        """Weight decay: shrinks w in place, or adds to the gradient. Returns the gradient."""
        if not self.decoupled:
            return g + self.weight_decay * w
        w -= η * self.weight_decay * w
        return g

    def start(self, w):
        """The state of a parameter before its first step: name -> array."""
        return {}

    def update(self, w, g, state, η):
        """Change w, and `state`, in place, by the gradient g and the learning rate η."""
        raise NotImplementedError


def paired(params, grads):
    """(keys, params, grads) as three lists, after checking that they fit together."""
    for name, arrays in (("params", params), ("grads", grads)):
        if not np.iterable(arrays):
            reject(name, "a dict or a list of arrays", arrays, TypeError)
    if isinstance(params, dict) != isinstance(grads, dict):
        reject("grads", "a dict where params is one, else a list", type(grads).__name__, TypeError)
    if not isinstance(params, dict):
        params, grads = dict(enumerate(params)), dict(enumerate(grads))
    if set(params) != set(grads):
        reject("grads", f"for the parameters {sorted(map(str, params))}", sorted(map(str, grads)))
    found = []
    for key, param in params.items():
        grad = np.asarray(grads[key])
        if not isinstance(param, np.ndarray) or param.dtype.kind != "f":
            reject(
                f"params[{key!r}]", "a floating array, as it is changed in place", param, TypeError
            )
        if not param.flags.writeable:
            reject(f"params[{key!r}]", "writeable, as it is changed in place", param)
        if grad.shape != param.shape:
            reject(f"grads[{key!r}]", f"of its parameter's shape, {param.shape}", grad.shape)
        found.append(grad.astype(param.dtype, copy=False))
    return list(params), list(params.values()), found
