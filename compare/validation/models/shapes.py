"""Flatten and Embedding: numbers that only move."""

from compare.validation.choice import wrong, wrong_backward
from compare.validation.tape import Node, Tape

FLATTEN = [
    wrong(
        "order F",
        "wrong order: the elements come out in column-major (Fortran) order, a permuted layout",
        "flatten row by row (order C)",
    ),
    wrong(
        "batch last",
        "wrong order: the array is reshaped with the batch as the last axis and transposed, which "
        "mixes up (permutes) the samples",
        "x.reshape(len(x), -1)",
    ),
    wrong(
        "transposed",
        "the result is transposed: the batch is not kept as the first axis "
        "(wrong axis order, reshape)",
        "x.reshape(len(x), -1)",
    ),
    wrong_backward(
        "back F",
        "the gradient is reshaped in column-major (Fortran) order: wrong "
        "order in the backward pass",
        "reshape it in the order of the forward pass",
    ),
]
EMBEDDING = [
    wrong("off by one", "off by one: token k gets the row k - 1", "use the token as the index"),
    wrong(
        "scaled root",
        "the rows are scaled by the root of the dimension",
        "return the rows as they are",
    ),
    wrong_backward(
        "rows overwrite",
        "duplicates are lost: the gradient of a repeated token is "
        "counted once only (scatter with += on repeated indices)",
        "np.add.at(dW, tokens, dy)",
    ),
]


def flatten(t: Tape, leaves: dict[str, Node]) -> dict[str, Node]:
    """x (n, ...) as (n, rest)."""
    x = leaves["input"]
    n = x.shape[0]
    if "order F" in t.on:
        axes = (0, *range(1, x.value.ndim)[::-1])
        return {"output": x.transpose(*axes).reshape(n, -1)}
    if "batch last" in t.on:
        return {"output": x.reshape(-1, n).transpose()}
    if "transposed" in t.on:
        return {"output": x.reshape(n, -1).transpose()}
    if "back F" in t.on:
        shape = x.shape
        return {
            "output": Node(t, x.value.reshape(n, -1), [(x, lambda g: g.reshape(shape, order="F"))])
        }
    return {"output": x.reshape(n, -1)}


def embedding(t: Tape, leaves: dict[str, Node]) -> dict[str, Node]:
    """Rows of the table, one for each token."""
    tokens, table = leaves["tokens"].value.astype(int), leaves["embeddings"]
    if "off by one" in t.on:
        tokens = tokens - 1
    width = table.shape[1]
    index = (tokens % table.shape[0])[..., None] * width + list(range(width))
    y = t.take(table, index, "rows")
    return {"output": y * width**0.5 if "scaled root" in t.on else y}
