"""Multi-head attention: softmax(q k^T / √d) v for each head, heads joined by W_o."""

import numpy as np

from compare.validation.choice import convention, wrong, wrong_backward
from compare.validation.tape import Node, Tape

CHOICES = [
    convention("causal", "with a causal mask"),
    wrong(
        "no scale",
        "the scores are not scaled: the division by √d is missing (wrong factor)",
        "divide by √(key dimension)",
        group="scale",
    ),
    wrong(
        "model scale",
        "the scores are scaled by the root of the model's dimension instead of "
        "the head's (wrong scale factor)",
        "divide by √(key dimension of one head)",
        group="scale",
    ),
    wrong(
        "d scale",
        "the scores are divided by d instead of √d: the root is missing (wrong scale)",
        "divide by √d",
        group="scale",
    ),
    wrong(
        "softmax axis",
        "wrong axis: the softmax runs over the queries instead of the keys",
        "softmax over the last axis",
        group="softmax",
    ),
    wrong("no softmax", "the softmax is missing", "softmax over the keys", group="softmax"),
    wrong(
        "heads not transposed",
        "the heads are split by a reshape without a transpose (axes mixed up)",
        "(n, t, heads, d) then swap t and heads",
        group="heads",
    ),
    wrong(
        "heads not joined",
        "the heads are joined by a reshape without transposing back (their order is mixed up)",
        "swap heads and t before the reshape",
        group="heads",
    ),
    wrong("no output kernel", "the output projection is missing", "multiply by W_o"),
    wrong("values are keys", "the keys are used in place of the values", "use v"),
    wrong_backward(
        "softmax diagonal",
        "missing cross terms: only the diagonal of the softmax's Jacobian is used",
        "ds = p (dp - Σ dp p)",
    ),
    wrong_backward("softmax skip", "the softmax's derivative is missing", "ds = p (dp - Σ dp p)"),
    wrong_backward(
        "softmax no sum", "missing term of the softmax's Jacobian: Σ dp p", "ds = p (dp - Σ dp p)"
    ),
    wrong_backward(
        "scale back", "the scale factor 1/√d is missing in the backward pass", "divide ds by √d"
    ),
    *(
        wrong_backward(
            f"{k} cut", f"missing term: nothing flows back through the {w}", "add its term"
        )
        for k, w in (("q", "queries"), ("k", "keys"), ("v", "values"))
    ),
]


def model(t: Tape, leaves: dict[str, Node], heads: int) -> dict[str, Node]:
    """x (n, t, d); query, key, value kernels (d, heads·k); output kernel (heads·k, d)."""
    x = leaves["input"]
    n, steps, width = x.shape
    parts = {}
    for name in ("query", "key", "value"):
        source = leaves.get(f"input {name}", x)
        z = t.edge(source, f"{name[0]} cut") @ leaves[f"{name} kernel"]
        if f"{name} bias" in leaves:
            z = z + leaves[f"{name} bias"]
        k = z.shape[-1] // heads
        m = z.shape[1]
        if "heads not transposed" in t.on:
            parts[name] = z.reshape(n, heads, m, k)
        else:
            parts[name] = z.reshape(n, m, heads, k).transpose(0, 2, 1, 3)
    q, key, v = parts["query"], parts["key"], parts["value"]
    if "values are keys" in t.on:
        v = key
    k = q.shape[-1]
    scale = 1 / np.sqrt(k)
    if "no scale" in t.on:
        scale = 1.0
    if "model scale" in t.on:
        scale = 1 / np.sqrt(width)
    if "d scale" in t.on:
        scale = 1 / k
    scores = q @ key.transpose(0, 1, 3, 2)
    back = 1.0 if "scale back" in t.on else scale
    scores = Node(t, scores.value * scale, [(scores, lambda g: g * back)])
    if "causal" in t.on:
        scores = scores + np.triu(np.full((steps, steps), -1e30), 1)
    p = scores if "no softmax" in t.on else t.softmax(scores, -2 if "softmax axis" in t.on else -1)
    y = p @ v
    if t.on & {"heads not transposed", "heads not joined"}:
        y = y.reshape(n, steps, heads * y.shape[-1])
    else:
        y = y.transpose(0, 2, 1, 3).reshape(n, steps, heads * y.shape[-1])
    if "output kernel" in leaves and "no output kernel" not in t.on:
        y = y @ leaves["output kernel"]
        if "output bias" in leaves:
            y = y + leaves["output bias"]
    return {"output": y}
