"""Two networks, one plain and one fused, trained side by side and compared after every step."""

from copy import deepcopy

import numpy as np

from scratch.network import Sequential

ULPS = {"float64": 1e-13, "float32": 32 * float(np.finfo("float32").eps)}


def trained_together(layers, loss, optimizer, batches, dtype, tolerance=None):
    """Train `layers()` on `batches` twice; the losses, gradients and weights must be the same.

    After each step the plain network gets the fused one's weights and state, so that rounding is
    measured a step at a time, whatever the network makes of it later. Errors are measured at the
    scale of the loss, of all gradients, of all parameters.
    """
    plain, fused = (network(layers, loss, optimizer, batches, dtype, f) for f in (False, True))
    allowed = tolerance or ULPS[dtype]
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for x, y in batches:
            losses = [net.train_on_batch(x, y) for net in (plain, fused)]
            assert fused.plan.layout.shape == x.shape, "the plain layers were used"
            close("loss", *losses, allowed)
            for kind in ("grads", "params", "state"):
                left, right = getattr(plain, kind), getattr(fused, kind)
                assert set(left) == set(right)
                # The sums of one array may cancel to nothing but rounding: all share a scale.
                scale = max(map(largest, left.values()), default=0)
                for key in left:
                    assert right[key].dtype == dtype
                    close(f"{kind} {key}", left[key], right[key], allowed, scale)
            plain.set_weights({**fused.params, **fused.state})
            for key, kept in plain.optimizer.state.items():
                for name, array in kept.items():
                    other = fused.optimizer.state[key][name]
                    close(f"{name} of {key}", array, other, allowed, scale=1)
                    array[...] = other
    return fused


def network(layers, loss, optimizer, batches, dtype, fused):
    """One of the two."""
    made = Sequential(layers())
    made.build((None, *batches[0][0].shape[1:]), rng=0, dtype=dtype)
    made.compile(optimizer(), deepcopy(loss), fused=fused)
    return made


def close(what, a, b, allowed, scale=0):
    """Whether a and b differ by no more than `allowed` of their scale."""
    a, b = np.asarray(a), np.asarray(b)
    assert a.shape == b.shape, what
    error = largest(a - b) / max(1e-3, scale, largest(a))
    assert error <= allowed, f"{what}: {error:.3g} of its scale, {allowed:.3g} allowed"


def largest(array):
    """The greatest magnitude."""
    return float(np.max(np.abs(array), initial=0))
