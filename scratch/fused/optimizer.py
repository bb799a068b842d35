"""An optimizer on one flat array: its update, on pieces that stay in the cache.

Every update is elementwise, so that it may be done on any piece of all parameters at once. The
temporary arrays of a piece are small and lie in the cache, and the memory is passed through once.
"""

from functools import partial

import numpy as np

from scratch.fused import threads, updates

PIECE = 1 << 15
"""Elements of a piece: four or five arrays of it fit into a second-level cache."""


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
        places = [slice(i, i + PIECE) for i in range(0, self.w.size, PIECE)]
        pieces = [
            (self.w[p], self.g[p], {kind: flat[p] for kind, flat in self.state.items()})
            for p in places
        ]
        size = min(PIECE, self.w.size)
        self.shares = [
            (updates.fused(optimizer, size, self.w.dtype), pieces[share])
            for share in threads.shares(len(pieces))
        ]

    def step(self):
        """One update of every parameter."""
        optimizer = self.optimizer
        η = optimizer.rate
        η = float(η(optimizer.iterations)) if callable(η) else η
        optimizer.iterations += 1
        if self.clips:
            clipped = [g.ravel() for g in optimizer.clip(self.grads)]
            np.concatenate(clipped, out=self.g)
        if len(self.shares) == 1:
            self.update(η, self.shares[0])
        else:
            threads.fork_join(partial(self.update, η), self.shares)

    def update(self, η, share):
        """The update of a thread's share of the pieces."""
        kernel, pieces = share
        kernel.begin(η)
        for w, g, state in pieces:
            if self.optimizer.weight_decay:
                g = self.optimizer.decay(w, g, η)
            kernel.update(w, g, state)
