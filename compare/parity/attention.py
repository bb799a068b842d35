"""Attention written by hand, and the layer that does the same: where q, k, v and the output are.

One side has the four projections as dense layers around a softmax or a call of
scaled_dot_product_attention, the other one attention layer with four kernels.
"""

from collections.abc import Iterator

import numpy as np

from compare.parity.closeness import error
from reference.observed import Layer, Observation

PARTS = ("query", "key", "value", "output")


def groups(seen: Observation) -> list[dict[str, tuple[int, int]]]:
    """For each attention by hand: part -> (dense layer, which third of it; -1 for all)."""
    found = []
    for k, layer in enumerate(seen.layers):
        if layer.kind == "dot_product_attention" and len(layer.sources) >= 3:
            projections = [dense_above(seen, [s]) for s, _ in layer.sources[:3]]
            last = k
        elif layer.kind == "activation" and layer.arguments.get("function") == "softmax":
            product = next((m for m in users(seen, k) if len(seen.layers[m].sources) == 2), None)
            if product is None or layer.output.ndim < 3:
                continue
            scores = dense_above(seen, [s for s, _ in layer.sources])
            values = [s for s, _ in seen.layers[product].sources if s != k]
            if len(scores) == 1:
                scores = scores * 2
            projections = [scores[:1], scores[1:2], dense_above(seen, values)]
            last = product
        else:
            continue
        output = dense_below(seen, last)
        if output is None or not all(projections):
            continue
        q, key, v = (p[0] for p in projections)
        thirds = (0, 1, 2) if q == key == v else (-1, -1, -1)
        found.append(dict(zip(PARTS, zip((q, key, v), thirds, strict=True), strict=False)))
        found[-1]["output"] = (output, -1)
    return found


def users(seen: Observation, k: int) -> list[int]:
    """The steps that use step k, dropout and the like passed over."""
    found = []
    for m, layer in enumerate(seen.layers):
        if any(s == k for s, _ in layer.sources):
            found += users(seen, m) if layer.kind in {"dropout", "identity"} else [m]
    return found


def dense_above(seen: Observation, open_: list[int]) -> list[int]:
    """The nearest dense layers before some steps, from the first operand to the last."""
    found: list[int] = []
    for k in open_:
        if k < 0:
            continue
        if seen.layers[k].kind == "dense":
            more = [k]
        else:
            more = dense_above(seen, [s for s, _ in seen.layers[k].sources])
        found += [m for m in more if m not in found]
    return found


def dense_below(seen: Observation, k: int) -> int | None:
    """The first dense layer after a step."""
    for m in users(seen, k):
        if seen.layers[m].kind == "dense":
            return m
        if seen.layers[m].kind in {"reshape", "permute", "flatten", "identity", "concatenate"}:
            return dense_below(seen, m)
    return None


def part(array: np.ndarray, third: int) -> np.ndarray:
    """One third of a fused projection's last axis, or all of it."""
    return array if third < 0 else np.split(array, 3, axis=-1)[third]


def weights_of(seen: Observation, group: dict[str, tuple[int, int]]) -> dict[str, np.ndarray]:
    """The four kernels and biases of an attention by hand, under the layer's names."""
    found = {}
    for name, (k, third) in group.items():
        for weight, value in seen.layers[k].weights.items():
            found[f"{name}_{weight}"] = part(value, third)
    return found


def layers_of(seen: Observation) -> list[tuple[int, Layer]]:
    """The attention layers."""
    return [(k, x) for k, x in enumerate(seen.layers) if x.kind == "attention"]


def output(
    x: list[np.ndarray], weights: dict[str, np.ndarray], heads: int, scale: float, causal: bool
) -> np.ndarray:
    """y = Σ_h softmax(scale · q_h k_hᵀ) v_h W_o,h + b_o, of query and memory."""
    memory = x[1] if len(x) > 1 else x[0]

    def project(name: str, given: np.ndarray) -> np.ndarray:
        p = given @ weights[f"{name}_kernel"] + weights.get(f"{name}_bias", 0)
        return p.reshape(*p.shape[:2], heads, -1).transpose(0, 2, 1, 3)

    q, k, v = project("query", x[0]), project("key", memory), project("value", memory)
    s = scale * (q @ k.swapaxes(-1, -2))
    if causal:
        s = np.where(np.tril(np.ones(s.shape[-2:], dtype=bool)), s, -np.inf)
    p = np.exp(s - s.max(-1, keepdims=True))
    c = (p / p.sum(-1, keepdims=True)) @ v
    c = c.transpose(0, 2, 1, 3).reshape(*x[0].shape[:2], -1)
    return np.asarray(c @ weights["output_kernel"] + weights.get("output_bias", 0))


def ways(layer: Layer, x: list[np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """The attention with the layer's weights, computed in the ways that people confuse."""
    width = layer.weights["query_kernel"].shape[-1]
    heads = int(layer.arguments["num_heads"])
    for h in dict.fromkeys([heads, 1, 2, 4, 8]):
        if width % h:
            continue
        d = width // h
        scales = {
            f"1/sqrt({d}), the size of a head": d**-0.5,
            f"1/sqrt({width}), all heads' size": width**-0.5,
            "none": 1.0,
            f"1/{d}": 1 / d,
        }
        for words, scale in scales.items():
            for causal in (False, True):
                mask = "a causal mask" if causal else "no mask"
                yield (
                    f"scale {words}, {h} heads, {mask}",
                    output(x, layer.weights, h, scale, causal),
                )


def explain(
    layer: Layer, x: list[np.ndarray], left: np.ndarray, right: np.ndarray
) -> tuple[str, str] | None:
    """(the cause, the fix) where the two outputs are two of the ways."""
    found: list[str | None] = [None, None]
    try:
        for words, y in ways(layer, x):
            for side, target in enumerate((left, right)):
                if found[side] is None and error(y, target) < 1e-7:
                    found[side] = words
    except (ValueError, KeyError):
        return None
    if found[0] == found[1]:
        return None
    a, b = (words or "something else" for words in found)
    return (
        f"attention: {a} against {b}",
        (
            "the scale is 1/sqrt(key_dim) in keras.layers.MultiHeadAttention and in "
            "torch's scaled_dot_product_attention; use the same mask and number of heads"
        ),
    )
