"""Pooling of windows, and of the whole image; x (n, h, w, c)."""

import numpy as np

from compare.validation.choice import Choice, convention, wrong, wrong_backward
from compare.validation.models.convolution import indices
from compare.validation.tape import Node, Tape

FEW = wrong(
    "too few windows",
    "the output size is off by one: the + 1 is missing, so that the last row and column of "
    "windows is lost",
    "(height - pool size) // stride + 1",
)
MAX = [
    FEW,
    convention("ties last", "among equal values the last one wins the gradient"),
    wrong("pool mean", "the mean of each window is taken instead of the maximum", "take the max"),
    wrong("pool min", "the minimum is taken instead of the maximum", "take the max"),
    wrong("pool abs", "the maximum of the absolute values is taken", "take the max"),
    wrong_backward(
        "ties all",
        "tie handling: where several values of a window are equal, each "
        "winner gets the whole gradient",
        "give it to one winner, by argmax",
    ),
    Choice("ties shared", "equal values share the gradient (a subgradient)", backward=True),
    wrong_backward(
        "windows overwrite",
        "overlapping windows overwrite each other: the gradient is assigned, not accumulated (+=)",
        "add with +=",
    ),
    wrong_backward(
        "everyone",
        "the gradient goes to every element of the window instead of the winner (maximum) only",
        "route it to the maximum",
    ),
    wrong_backward(
        "mean back",
        "the gradient is averaged over the window, as of average pooling",
        "route it to the maximum",
    ),
    wrong_backward(
        "first back",
        "the gradient goes to the first element (corner) of each window, not to the maximum",
        "route it to the maximum",
    ),
]
OVER = {
    "over height and channels": (1, 3),
    "over width and channels": (2, 3),
    "over height only": (1,),
    "over width only": (2,),
    "over channels": (3,),
}
"""Key -> the axes of (n, h, w, c) that a global pooling may run over by mistake."""

WHOLE = [
    wrong(
        key,
        f"wrong axes (dimensions): it runs {key}, not over height and width",
        "over height and width, so that one number for each channel is left",
        group="axes",
    )
    for key in OVER
]
AVERAGE = [
    FEW,
    wrong("pool max", "the maximum is taken instead of the mean", "take the mean"),
    wrong(
        "pool sum",
        "the window is summed, not averaged: the division by its size is missing (wrong factor)",
        "divide by the number of elements",
    ),
    wrong(
        "one side",
        "divided by the window's side instead of its area (wrong factor)",
        "divide by the number of elements",
    ),
    wrong_backward(
        "everyone",
        "the gradient is not divided by the window's size (a factor): each "
        "element gets all of it, not averaged over the pool size",
        "divide by the number of elements (1/size)",
    ),
    wrong_backward(
        "side back",
        "the gradient is divided by one side of the window only, the height "
        "or width, not by the number of pixels (wrong factor)",
        "divide by height x width",
    ),
    wrong_backward(
        "windows overwrite",
        "overlapping windows overwrite each other: the gradient is assigned, not accumulated (+=)",
        "add with +=",
    ),
    wrong_backward(
        "winner",
        "the gradient goes to the maximum only, as of max pooling",
        "share it among all elements",
    ),
]


def model(
    t: Tape, leaves: dict[str, Node], kind: str, size: int = 2, stride: int = 2, whole: bool = False
) -> dict[str, Node]:
    """The maximum or mean of each window; of the whole image where `whole`."""
    x = leaves["input"]
    for key, axes in OVER.items():
        if whole and key in t.on:
            y = x.mean(axes) if kind == "mean" else t.of(x.value.max(axes, keepdims=True))
            return {"output": y.reshape(*[n for k, n in enumerate(x.shape) if k not in axes])}
    r, s = x.shape[1:3] if whole else (size, size)
    step = (r, s) if whole else (stride, stride)
    index = indices(x.shape, r, s, *step).transpose(0, 1, 2, 5, 3, 4)
    index = index.reshape(*index.shape[:4], r * s)
    if "too few windows" in t.on:
        index = index[:, :-1, :-1]
    values = x.value.ravel()[index]
    taken = forward_rule(t, kind)
    if taken in ("mean", "sum", "side"):
        fraction = {"mean": 1 / (r * s), "sum": 1.0, "side": 1 / r}[taken]
        y, weights = values.sum(-1) * fraction, np.full(values.shape, fraction)
    else:
        scored = {"max": values, "min": -values, "abs": np.abs(values)}[taken]
        last = "ties last" in t.on
        k = r * s - 1 - np.argmax(scored[..., ::-1], -1) if last else np.argmax(scored, -1)
        weights = np.eye(r * s)[k]
        y = np.abs((values * weights).sum(-1)) if taken == "abs" else (values * weights).sum(-1)
    weights = backward_rule(t, weights, values, r)
    lost = "windows overwrite" in t.on

    def back(g: np.ndarray) -> np.ndarray:
        dx = np.zeros(x.value.size)
        share = g[..., None] * weights
        if lost:
            for at in np.ndindex(index.shape[:4]):
                used = weights[at] != 0
                dx[index[at][used]] = share[at][used]
        else:
            np.add.at(dx, index.ravel(), share.ravel())
        return dx.reshape(x.shape)

    node = Node(t, y, [(x, back)])
    return {"output": node.reshape(x.shape[0], x.shape[3]) if whole else node}


def forward_rule(t: Tape, kind: str) -> str:
    """What is taken of each window."""
    for key in ("mean", "min", "abs", "max", "sum"):
        if f"pool {key}" in t.on:
            return key
    return "side" if "one side" in t.on else kind


def backward_rule(t: Tape, weights: np.ndarray, values: np.ndarray, side: int) -> np.ndarray:
    """The share of the gradient that each element of a window gets."""
    equal = values == values.max(-1, keepdims=True)
    if "ties all" in t.on:
        return equal * 1.0
    if "ties shared" in t.on:
        return equal / equal.sum(-1, keepdims=True)
    if "everyone" in t.on:
        return np.ones_like(weights)
    if "mean back" in t.on:
        return np.full(weights.shape, 1 / weights.shape[-1])
    if "side back" in t.on:
        return np.full(weights.shape, 1 / side)
    if "first back" in t.on:
        return np.broadcast_to(np.eye(weights.shape[-1])[0], weights.shape)
    if "winner" in t.on:
        return np.eye(weights.shape[-1])[np.argmax(values, -1)]
    return weights
