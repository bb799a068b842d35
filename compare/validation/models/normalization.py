"""Batch and layer normalization: y = γ (x - μ) / √(σ² + ε) + β."""

import numpy as np

from compare.validation.choice import convention, wrong, wrong_backward
from compare.validation.tape import Node, Tape

EPSILONS = (1e-3, 1e-5, 1e-8, 1e-7, 1e-6, 1e-4, 1e-2, 1e-10, 1e-9)

CHOICES = [
    *(convention(f"epsilon {e:g}", f"ε = {e:g}", group="epsilon") for e in EPSILONS[1:]),
    wrong(
        "epsilon none",
        "epsilon ε is missing: nothing keeps the division from zero",
        "add ε to the variance",
        group="epsilon",
    ),
    wrong(
        "epsilon outside",
        "epsilon ε is in the wrong place: added to the deviation, outside the root "
        "(√σ² + ε), instead of to the variance",
        "√(σ² + ε)",
        group="place",
    ),
    wrong(
        "epsilon squared",
        "epsilon is in the wrong place: ε² is added to the variance",
        "√(σ² + ε)",
        group="place",
    ),
    wrong(
        "ddof",
        "ddof: the unbiased variance (n - 1, Bessel's correction) is used, where the "
        "biased one "
        "(n) is meant",
        "divide by n (ddof=0)",
    ),
    wrong(
        "no root",
        "the division is by the variance, not by its square root (the deviation)",
        "divide by √(σ² + ε)",
    ),
    wrong("not centered", "the mean is not subtracted", "subtract the mean"),
    wrong(
        "no gamma", "gamma is not applied: the scale is missing", "multiply by gamma", group="gamma"
    ),
    wrong("no beta", "beta is not added: the shift is missing", "add beta", group="beta"),
    wrong(
        "wrong axis",
        "wrong axis: the statistics are taken along the wrong axis",
        "batch normalization: over the samples (axis 0); layer normalization: over the features "
        "(axis -1)",
        group="axis",
    ),
    wrong(
        "all axes",
        "wrong axis: the statistics are taken over everything, one mean for the whole array",
        "batch normalization: over axis 0; layer normalization: over axis -1",
        group="axis",
    ),
    wrong(
        "per pixel",
        "wrong axes: the statistics are taken over the batch alone, one for each pixel (spatial "
        "position), instead of over height and width too, one for each channel",
        "batch normalization of images: over the samples, the height and the width",
        group="axis",
    ),
    wrong(
        "per sample",
        "wrong axes: each sample is normalized by itself, over its height and width only, and not "
        "over the batch",
        "batch normalization of images: over the samples, the height and the width",
        group="axis",
    ),
    wrong(
        "uncentered variance",
        "the variance is the mean square, without subtracting the mean",
        "mean of (x - μ)²",
    ),
    wrong_backward(
        "mean cut",
        "missing term in the backward pass: the gradient does not flow through the mean",
        "add the term of dμ",
    ),
    wrong_backward(
        "variance cut",
        "missing term in the backward pass: the gradient does not flow through the variance",
        "add the term of dσ²",
    ),
    wrong_backward(
        "mean cut+variance cut",
        "missing terms in the backward pass: mean and variance "
        "are treated as constants (the gradient does not flow through the mean and the "
        "variance)",
        "add the terms of dμ and dσ²",
    ),
    wrong_backward(
        "gamma cut", "gamma is missing in the gradient of the input", "multiply dy by gamma first"
    ),
    wrong_backward(
        "dgamma of x",
        "the gradient of gamma uses x (not normalized) instead of x̂, the normalized input",
        "dγ = Σ dy x̂",
    ),
    wrong_backward(
        "dgamma of centered",
        "the gradient of gamma uses x - μ instead of x̂, the normalized input",
        "dγ = Σ dy x̂",
    ),
    wrong_backward(
        "dgamma with gamma",
        "the gradient of gamma contains gamma itself (it uses y or dy·γ instead of dy x̂)",
        "dγ = Σ dy x̂",
    ),
    wrong_backward(
        "dgamma of y",
        "the gradient of gamma uses the output y instead of x̂, the normalized input",
        "dγ = Σ dy x̂",
    ),
    wrong_backward(
        "variance factor",
        "missing factor: the term of the variance in the backward pass lacks its 2 (wrong factor)",
        "d(σ²) has a 2 (x - μ) / n",
    ),
    wrong_backward(
        "variance sign",
        "wrong sign of the variance's term in the backward pass",
        "the term is subtracted",
    ),
    wrong_backward(
        "mean sign", "wrong sign of the mean's term in the backward pass", "the term is subtracted"
    ),
    wrong_backward(
        "variance times n",
        "missing factor 1/N on the term of the variance in the backward pass",
        "divide the sum by N",
    ),
    wrong_backward(
        "mean times n",
        "missing factor 1/N on the term of the mean in the backward pass",
        "divide the sum by N",
    ),
    wrong_backward(
        "epsilon backward",
        "epsilon is missing in the backward pass: it divides by √σ², the forward pass by √(σ² + ε)",
        "use one deviation in both passes",
    ),
    wrong_backward(
        "no 1/std",
        "the gradient of the input is not divided by the deviation: the "
        "factor 1/√(σ² + ε) is missing",
        "divide by √(σ² + ε)",
    ),
    wrong_backward(
        "by variance",
        "the gradient of the input is divided by the variance instead of the "
        "deviation (a missing square root)",
        "divide by √(σ² + ε)",
    ),
]


def model(t: Tape, leaves: dict[str, Node], axis: int, epsilon: float) -> dict[str, Node]:
    """Normalize x (n, d) along `axis`, then scale and shift per feature (the last axis)."""
    x = leaves["input"]
    if "wrong axis" in t.on:
        axis = -1 if axis == 0 else 0
    axes = None if "all axes" in t.on else axis if axis != 0 else tuple(range(x.value.ndim - 1))
    if isinstance(axes, tuple) and len(axes) > 1 and t.on & {"per pixel", "per sample"}:
        axes = 0 if "per pixel" in t.on else axes[1:]
    for e in EPSILONS:
        if f"epsilon {e:g}" in t.on:
            epsilon = e
    if "epsilon none" in t.on:
        epsilon = 0.0
    mean = x.mean(axes)
    count = x.value.size / mean.value.size
    both = "mean cut+variance cut" in t.on
    flow_mean = scaled_edge(
        t,
        mean,
        0
        if both or "mean cut" in t.on
        else -1
        if "mean sign" in t.on
        else count
        if "mean times n" in t.on
        else 1,
    )
    centered = x if "not centered" in t.on else x - flow_mean
    apart = x - mean
    square = x * x if "uncentered variance" in t.on else t.curve("square", apart)
    variance = square.mean(axes)
    if "ddof" in t.on:
        variance = variance * (count / max(count - 1, 1))
    variance = scaled_edge(
        t,
        variance,
        0
        if both or "variance cut" in t.on
        else -1
        if "variance sign" in t.on
        else 0.5
        if "variance factor" in t.on
        else count
        if "variance times n" in t.on
        else 1,
    )
    if "epsilon outside" in t.on:
        deviation = t.curve("sqrt", variance) + epsilon
    elif "epsilon squared" in t.on:
        deviation = t.curve("sqrt", variance + epsilon**2)
    else:
        deviation = t.curve("sqrt", variance + epsilon)
    if "no root" in t.on:
        deviation = deviation * deviation
    normal = centered / deviation
    if "epsilon backward" in t.on:
        bare = t.curve("sqrt", variance)
        other = (x - mean) / bare
        centered_hat = normal.value
        # The backward formula with x̂ of the forward pass and the other deviation.
        ratio = centered_hat / other.value
        n_axis = axes

        def back(g: np.ndarray) -> np.ndarray:
            inner = g - g.mean(n_axis, keepdims=True)
            inner = inner - centered_hat * (g * centered_hat).mean(n_axis, keepdims=True)
            return inner / bare.value

        del ratio
        normal = Node(t, centered_hat, [(x, back)])
    if "no 1/std" in t.on:
        normal = scaled_edge(t, normal, deviation.value)
    if "by variance" in t.on:
        normal = scaled_edge(t, normal, 1 / deviation.value)
    return {"output": affine(t, normal, leaves, x, mean)}


def scaled_edge(t: Tape, node: Node, factor: float | np.ndarray) -> Node:
    """`node`, with a factor on what flows back."""
    return Node(t, node.value, [(node, lambda g: g * factor)])


def affine(t: Tape, normal: Node, leaves: dict[str, Node], x: Node, mean: Node) -> Node:
    """γ x̂ + β, with the mistakes that the gradient of γ may have."""
    gamma, beta = leaves.get("gamma"), leaves.get("beta")
    y = normal
    if gamma is not None and "no gamma" not in t.on:
        if "gamma cut" in t.on:
            y = normal + t.of(normal.value) * (gamma - 1.0)
            y = Node(t, normal.value * gamma.value, [(y, lambda g: g)])
        else:
            y = normal * gamma
        instead = {
            "dgamma of x": x.value,
            "dgamma of centered": x.value - mean.value,
            "dgamma with gamma": normal.value * gamma.value,
            "dgamma of y": normal.value * gamma.value + (0 if beta is None else beta.value),
        }
        for key, value in instead.items():
            if key in t.on:
                y = normal * t.of(gamma.value) + t.of(value) * (gamma - gamma.value)
    return y if beta is None or "no beta" in t.on else y + beta
