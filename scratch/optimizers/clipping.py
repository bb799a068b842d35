r"""Clipping: gradients that are too large are cut or shrunk before a step is taken.

By value:        g ← min(max(g, -c), c), element by element
By norm:         g ← g c / max(‖g‖, c), each parameter's gradient by itself
By global norm:  likewise, with one norm over all gradients, so that their proportions stay

PyTorch shrinks by min(1, c / (‖g‖ + 1e-6)).

Source: Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural networks", 2013.
"""

import numpy as np

from scratch.validation import number, reject


class Clipping:
    """What is done to all gradients of a step; at most one of the three limits c is given.

    Arguments:
        clipvalue: the greatest magnitude of an element.
        clipnorm: the greatest norm of one parameter's gradient.
        global_clipnorm: the greatest norm of all gradients together.
        convention: "keras" or "pytorch", whose way of shrinking is followed.

    >>> Clipping(global_clipnorm=1.0)([np.array([3.0]), np.array([4.0])])
    [array([0.6]), array([0.8])]
    """

    def __init__(self, clipvalue=None, clipnorm=None, global_clipnorm=None, convention="keras"):
        limits = {"clipvalue": clipvalue, "clipnorm": clipnorm, "global_clipnorm": global_clipnorm}
        given = {name: limit for name, limit in limits.items() if limit is not None}
        if len(given) > 1:
            reject("clipping", f"at most one of {', '.join(limits)}", given)
        self.clipvalue, self.clipnorm, self.global_clipnorm = (
            limit if limit is None else positive(name, limit) for name, limit in limits.items()
        )
        self.convention = convention

    def __call__(self, grads):
        """The gradients, clipped; those that came are not changed."""
        if self.clipvalue is not None:
            return [np.clip(g, -self.clipvalue, self.clipvalue) for g in grads]
        if self.clipnorm is not None:
            return [g * self.shrinkage(norm([g]), self.clipnorm) for g in grads]
        if self.global_clipnorm is not None:
            shrinkage = self.shrinkage(norm(grads), self.global_clipnorm)
            return [g * shrinkage for g in grads]
        return grads

    def shrinkage(self, size, c):
        """What a gradient of norm `size` is multiplied by."""
        if self.convention == "keras":
            return float(c / np.maximum(size, c))
        return float(np.minimum(1.0, c / (size + 1e-6)))


def positive(argument, value):
    """`value` as a float, if it is a finite number above zero."""
    if number(argument, value, least=0) == 0:
        reject(argument, "a finite number > 0", value)
    return float(value)


def norm(grads):
    """√(Σ g²) over all arrays, a Python float; no finite gradient is too large to be squared."""
    largest = max((float(np.max(np.abs(g), initial=0)) for g in grads), default=0.0)
    if largest == 0 or not np.isfinite(largest):
        return largest
    return largest * float(np.sqrt(sum(float(np.sum(np.square(g / largest))) for g in grads)))
