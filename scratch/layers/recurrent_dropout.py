r"""Dropout in recurrent layers: the products x W and h U, seen through masks kept for all steps.

K holds one block of columns a gate, K = [K_1 ... K_G]. With masks, z_g = (m_g ∘ x) K_g: one mask
m for all gates, or one for each. A mask is drawn once a sequence and serves all its steps.

Source: Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural
Networks", 2016.
"""

import numpy as np

from scratch.validation import reject


class MaskedProduct:
    """z_g = (m_g ∘ x) K_g for each gate g; `gradient` sums dL/dK over the calls of `backward`.

    Shapes: x (..., batch, n), kernel (n, G·units), mask None, (batch, n) or (G, batch, n).

    Gradients:
        dL/dx = Σ_g m_g ∘ (dz_g K_g^T),   dL/dK_g = Σ (m_g ∘ x)^T dz_g

    >>> product = MaskedProduct(np.eye(2), mask=np.array([[0.0, 2.0]]), units=2)
    >>> product(np.array([[3.0, 4.0]]))
    array([[0., 8.]])
    """

    def __init__(self, kernel, mask, units):
        self.kernel = kernel
        self.mask = mask
        self.units = units
        self.start_gradient()

    def start_gradient(self):
        """Let `gradient` sum from zero."""
        self.gradient = np.zeros_like(self.kernel)

    def __call__(self, x, first=0, last=None):
        """z for the gates from `first` up to `last`, all of them unless told otherwise."""
        blocks = self.blocks(first, last)
        return np.concatenate([matmul(x if m is None else m * x, K) for K, _, m in blocks], axis=-1)

    def backward(self, dz, x, first=0, last=None):
        """dL/dx; adds to `gradient`, which is dL/dK."""
        dx = np.zeros_like(x)
        blocks = self.blocks(first, last)
        for (K, dK, m), dz_g in zip(blocks, np.split(dz, len(blocks), axis=-1)):
            seen = x if m is None else m * x
            dK += flat(seen).T @ flat(dz_g)
            dx += matmul(dz_g, K.T) if m is None else m * matmul(dz_g, K.T)
        return dx

    def blocks(self, first, last):
        """(K, dL/dK, mask) of each run of gates that share a mask; the arrays are views."""
        gates = range(self.kernel.shape[1] // self.units)[first:last]
        one_for_all = self.mask is None or self.mask.ndim == 2
        runs = [(gates[0], gates[-1] + 1)] if one_for_all else [(g, g + 1) for g in gates]
        return [
            (
                self.kernel[:, g * self.units : end * self.units],
                self.gradient[:, g * self.units : end * self.units],
                self.mask if one_for_all else self.mask[g],
            )
            for g, end in runs
        ]


def flat(x):
    """x as a matrix: all axes but the last in one."""
    return x.reshape(-1, x.shape[-1])


def matmul(x, K):
    """x K for x of any rank, as one product of matrices."""
    return (flat(x) @ K).reshape(*x.shape[:-1], K.shape[1])


def dropout_masks(layer, x):
    """(input mask, recurrent mask) of a recurrent layer: those set from outside, else drawn."""
    if layer.mask is not None:
        return given_masks(layer.mask, len(x), (x.shape[2], layer.units), layer.gates, x.dtype)
    drawn = layer.draw_mask(x.shape, layer.rng)
    return tuple(None if mask is None else mask.astype(x.dtype) for mask in drawn)


def drawn_masks(layer, input_shape, rng):
    """(input mask, recurrent mask): 0 with chance `rate`, else 1/(1-rate), None where it is 0.

    As in Keras, each gate has masks of its own where states are dropped, and all gates share one
    where inputs alone are.
    """
    batch, _, n = input_shape
    front = (layer.gates, batch) if layer.recurrent_dropout else (batch,)
    return tuple(
        (rng.random((*front, size)) >= rate) / (1 - rate) if rate else None
        for rate, size in ((layer.dropout, n), (layer.recurrent_dropout, layer.units))
    )


def given_masks(masks, batch, sizes, gates, dtype):
    """The pair set from outside, each mask None, (batch, n) or (gates, batch, n), as arrays."""
    if not isinstance(masks, (tuple, list)) or len(masks) != 2:
        reject("mask", "a pair (input mask, recurrent mask)", masks)
    for mask, n in zip(masks, sizes):
        accepted = (batch, n), (gates, batch, n)
        if mask is not None and np.shape(mask) not in accepted:
            reject("mask", f"of shape {accepted[0]} or {accepted[1]}", np.shape(mask))
    return tuple(None if mask is None else np.asarray(mask, dtype) for mask in masks)
