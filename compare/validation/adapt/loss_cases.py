"""The layouts in which a loss may take targets and predictions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray


@dataclass
class Case:
    """Targets and predictions in one layout."""

    says: str
    true: Array
    pred: Array
    columns: bool = False
    rng_seed: int = 0
    price: int = 0
    logits: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


def cases(concept: str, seed: int = 0) -> Iterator[Case]:
    """The layouts in which a loss may take its arrays, the usual one first."""
    rng = np.random.default_rng(seed)
    n, k = 5, 3
    if concept in ("mean_squared_error", "mean_absolute_error", "huber"):
        t, p = rng.standard_normal((n, k)), rng.standard_normal((n, k)) * 2.5
        yield Case("", t, p)
        yield Case("one column (n, 1)", t[:, :1], p[:, :1], price=1)
        yield Case("vectors (n,)", t[:, 0], p[:, 0], price=1)
        return
    if concept == "binary_crossentropy":
        t = rng.integers(0, 2, (n, k)).astype(float)
        p, z = rng.uniform(0.1, 0.9, (n, k)), rng.standard_normal((n, k)) * 2
        for logits, q in ((False, p), (True, z)):
            more = ["takes logits"] if logits else []
            yield Case("; ".join(more), t, q, logits=logits)
            for says, a, b in (
                ("vectors (n,)", t[:, 0], q[:, 0]),
                ("one column (n, 1)", t[:, :1], q[:, :1]),
                ("one row (1, m), samples in columns", t[:, 0][None], q[:, 0][None]),
            ):
                yield Case(
                    "; ".join([*more, says]), a, b, columns="row" in says, price=1, logits=logits
                )
        return
    labels = rng.permutation([0, 1, 2, 1, 0])
    onehot = np.eye(k)[labels]
    z = rng.standard_normal((n, k)) * 1.5
    e = np.exp(z - z.max(1, keepdims=True))
    p = 0.85 * e / e.sum(1, keepdims=True) + 0.05
    fused = concept == "softmax_cross_entropy"
    sparse_first = concept == "sparse_categorical_crossentropy"
    forms = [("one-hot targets", onehot), ("class numbers as targets", labels)]
    for logits in (True,) if fused else (False, True):
        q = z if logits else p
        for words, t in forms[::-1] if sparse_first else forms:
            more = (
                []
                if words == ("class numbers as targets" if sparse_first else "one-hot targets")
                else [words]
            )
            more += ["takes logits"] if logits and not fused else []
            yield Case("; ".join(more), t, q, logits=logits)
            turned = t.T.copy() if t.ndim == 2 else t
            yield Case(
                "; ".join([*more, "samples in columns"]),
                turned,
                q.T.copy(),
                True,
                logits=logits,
                price=1,
            )
            if t.ndim == 1:
                yield Case(
                    "; ".join([*more, "targets of shape (n, 1)"]),
                    t[:, None],
                    q,
                    logits=logits,
                    price=1,
                )
    for logits in (True,) if fused else (False, True):
        q = z if logits else p
        yield Case("one sample at a time", onehot[0], q[0], logits=logits, price=2)
