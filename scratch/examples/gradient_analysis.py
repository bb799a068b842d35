r"""Vanishing and exploding gradients: how large each layer's gradient is while a network trains.

The gradient of a layer is a product of one factor W^T σ'(z) for each layer above it. As σ' is at
most 1/4, the product shrinks with depth unless the weights are large, and then it may explode.

Sources: Hochreiter 1991; Bengio, Simard, Frasconi, "Learning Long-Term Dependencies with
Gradient Descent is Difficult", 1994; Glorot and Bengio 2010.
"""

import numpy as np

from scratch.activations import sigmoid
from scratch.validation import integer, number, reals, same_shape


def gradient_analysis(
    x, y, kernels, biases, learning_rate=0.5, steps=10, vanishing=1e-5, exploding=1e3
):
    """The size of dL/dW of each layer of a sigmoid network, before each step of its training.

    The loss is the mean of (a - y)², and training is plain gradient descent.

    Arguments:
        x: inputs, (samples, width).
        y: targets, (samples, width).
        kernels: the initial W of all layers, (layers, width, width).
        biases: the initial b of all layers, (layers, width).
        learning_rate: η.
        steps: how many steps are taken.
        vanishing: the norm of dL/dW below which a layer's gradient counts as vanished.
        exploding: the norm above which it counts as exploded.

    Returns:
        mean, max and norm of |dL/dW|, each (steps, layers); vanishing and exploding (layers,),
        true where a layer's gradient did so at some step.
    """
    x, y = reals("x", x, rank=2), reals("y", y, rank=2)
    W, b = reals("kernels", kernels, rank=3).copy(), reals("biases", biases, rank=2).copy()
    layers, width = len(W), x.shape[1]
    same_shape("y", y, x.shape, "x")
    same_shape("kernels", W, (layers, width, width), "(layers, width, width)")
    same_shape("biases", b, (layers, width), "(layers, width)")

    learning_rate = number("learning_rate", learning_rate)
    vanishing, exploding = number("vanishing", vanishing), number("exploding", exploding)

    history = []
    for _ in range(integer("steps", steps)):
        dW, db = gradients(x, y, W, b)
        history.append(np.abs(dW))
        W -= learning_rate * dW
        b -= learning_rate * db
    size = np.stack(history)
    norm = np.sqrt(np.square(size).sum(axis=(2, 3)))
    return {
        "mean": size.mean(axis=(2, 3)),
        "max": size.max(axis=(2, 3)),
        "norm": norm,
        "vanishing": np.any(norm < vanishing, axis=0),
        "exploding": np.any(norm > exploding, axis=0),
    }


def gradients(x, y, W, b):
    """dL/dW and dL/db of all layers, by backpropagation."""
    a = [x]
    for W_i, b_i in zip(W, b):
        a.append(sigmoid(a[-1] @ W_i + b_i))
    dW, db = np.empty_like(W), np.empty_like(b)
    da = 2 * (a[-1] - y) / y.size
    for i in reversed(range(len(W))):
        dz = da * a[i + 1] * (1 - a[i + 1])
        dW[i], db[i] = a[i].T @ dz, dz.sum(axis=0)
        da = dz @ W[i].T
    return dW, db
