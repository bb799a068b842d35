"""An optimizer on one flat array: its update, on pieces that stay in the cache.

Every update is elementwise, so that it may be done on any piece of all parameters at once. The
temporary arrays of a piece are small and lie in the cache, and the memory is passed through once.
"""

from functools import partial
from math import ceil

import numpy as np

from scratch.fused import threads, updates

PIECE = 1 << 16
"""Elements of a piece, at most: four or five arrays of it fit into a second-level cache."""

WORTH_SHARING = 1e6
"""Elements that a step's array functions are given; below it waking a thread takes longer."""


class FlatOptimizer:
    """Steps of `optimizer` on the flat `parameters`.

    The state stays where it always is, in `optimizer.state`, of which each array becomes a view
    into a flat one: plain steps can precede and follow.

    Arguments:
        optimizer: any Optimizer whose update is elementwise.
        parameters: a Parameters.
        names: (layer, parameter's name) -> its key in the optimizer's state.
    """

    def __init__(self, optimizer, parameters, names):
        self.optimizer = optimizer
        self.w, self.g = parameters.values, parameters.grads
        self.grads = [g for _, _, _, g in parameters.entries]
        clip = optimizer.clip
        self.clips = any((clip.clipvalue, clip.clipnorm, clip.global_clipnorm))
        if self.clips:  # what is clipped is no longer the gradient, which keeps its own place
            self.g = np.empty_like(self.g)
        self.state = optimizer.start(self.w)
        for (layer, name), place in parameters.places.items():
            key, shape = names[layer, name], layer.params[name].shape
            views = {kind: flat[place].reshape(shape) for kind, flat in self.state.items()}
            for kind, old in optimizer.state.get(key, {}).items():
                views[kind][...] = old
            optimizer.state[key] = views
        size = ceil(self.w.size / ceil(self.w.size / PIECE))
        self.pieces = [
            (self.w[p], self.g[p], {kind: flat[p] for kind, flat in self.state.items()})
            for p in (slice(i, i + size) for i in range(0, self.w.size, size))
        ]
        kernel = updates.fused(optimizer, size, self.w.dtype)
        worth = kernel.passes * self.w.size >= WORTH_SHARING
        others = min(threads.count, len(self.pieces)) - 1 if worth else 0
        self.kernels = [kernel]
        self.kernels += [updates.fused(optimizer, size, self.w.dtype) for _ in range(others)]

    def step(self):
        """One update of every parameter."""
        optimizer = self.optimizer
        η = optimizer.rate
        η = float(η(optimizer.iterations)) if callable(η) else η
        optimizer.iterations += 1
        if self.clips:
            clipped = [g.ravel() for g in optimizer.clip(self.grads)]
            np.concatenate(clipped, out=self.g)
        for kernel in self.kernels:
            kernel.begin(η)
        if len(self.kernels) == 1:
            self.update(η, self.pieces, self.kernels[0])
        else:
            threads.fork_join(partial(self.update, η, iter(self.pieces)), self.kernels)

    def update(self, η, pieces, kernel):
        """The update of the pieces that are left; several threads may take them in turn."""
        decays = self.optimizer.weight_decay
        for w, g, state in pieces:
            kernel.update(w, self.optimizer.decay(w, g, η) if decays else g, state)
