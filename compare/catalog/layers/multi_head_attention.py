"""The record of MultiHeadAttention."""

from functools import partial
from typing import Any

import numpy as np

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import Draw, booleans, full, given, keep_mask, normal, strided
from compare.strategies import Choose, cases, one_of, whole

query = normal(3, 4, 6)
value = normal(3, 5, 7)
key = normal(3, 5, 8)
heads: dict[str, Any] = {"num_heads": 2, "key_dim": 4}
no_heads: dict[str, Any] = {"num_heads": 0, "key_dim": 4}
text_heads: dict[str, Any] = {"num_heads": "2", "key_dim": 4}
no_keys: dict[str, Any] = {"num_heads": 2, "key_dim": 0}

KEY_BIAS = {"grad:key_bias": "grad:value_bias"}
"""What all scores of a query have in common does not change its softmax."""

SCORES = {
    f"grad:{name}_{part}": f"grad:value_{part}"
    for name in ("query", "key")
    for part in ("kernel", "bias")
}
"""Where a query sees one key alone, or all values are equal, the scores do not matter at all."""


def attention(name: str, **given: Any) -> Case:
    """A Case with two heads unless told otherwise."""
    return case(name, **{**heads, "zero_in_theory": KEY_BIAS, **given})


seen = given(
    np.array([[[1, 0, 1, 1], [1, 1, 0, 0], [0, 1, 1, 1], [0, 0, 1, 1]]] * 2 + [np.eye(4)]) > 0
)
padded = given(np.arange(5) < np.array([[[5]], [[3]], [[1]]]))
blind = given(np.arange(4) < np.array([[[4]], [[0]], [[2]]]))
dropping: dict[str, Any] = {"dropout": 0.5, "training": True}


def visible(*shape: int, least: int) -> Draw:
    """A random mask: the last query sees every key, the others the first `least` at least."""

    def make(rng: np.random.Generator, s: tuple[int, ...]) -> np.ndarray:
        mask = rng.random(s) < 0.6
        mask[..., -1, :] = mask[..., :least] = True
        return mask

    return Draw(shape, make)


def draw_multi_head_attention(choose: Choose) -> Case:
    """Any sizes, inputs, masks and dropout.

    Some query sees two keys, as else the gradients of the scores are zero. With dropout each
    query sees one, as Keras parts from itself where it sees none. Heads of size 1 are left to
    the cases below: Keras adds their biases wrongly where heads and steps are as many.
    """
    batch, heads = (whole(choose, 1, 4) for _ in range(2))
    n, T, S = (whole(choose, 3, 6) for _ in range(3))
    inputs = {"query": normal(batch, T, n)}
    if one_of(choose, False, True):
        inputs["value"] = normal(batch, S, whole(choose, 1, 4))
        if one_of(choose, False, True):
            inputs["key"] = normal(batch, S, whole(choose, 1, 4))
    else:
        S = T
    arguments = {
        "num_heads": heads,
        "key_dim": whole(choose, 2, 4),
        "value_dim": one_of(choose, None, 2, 5),
        "use_bias": one_of(choose, True, False),
    }
    dropout: dict[str, Any] = {}
    if one_of(choose, False, True):
        mask = keep_mask(batch, heads, T, S, rate=0.25)
        dropout = {"dropout": 0.25, "masks": mask, "training": True}
    call: dict[str, Any] = {"use_causal_mask": one_of(choose, False, True)}
    if one_of(choose, False, True):
        call["attention_mask"] = visible(batch, T, S, least=1 if dropout else 0)
    shapes = {name: draw.shape for name, draw in inputs.items()}
    described = {**shapes, **arguments, "call": sorted(call), "dropout": bool(dropout)}
    name = "random: " + ", ".join(f"{k}={v}" for k, v in described.items())
    zero = KEY_BIAS if arguments["use_bias"] else {}
    return case(name, **inputs, **arguments, **dropout, call=call, zero_in_theory=zero)


CONCEPT = concept(
    name="multi_head_attention",
    family="layers",
    symbol="MultiHeadAttention",
    title="Multi-head attention",
    summary=(
        "Each query is compared with every key, and takes the mean of the values, weighted by how "
        "well their keys match. Several heads do so at once, each in a projection of its own."
    ),
    equation=(
        r"c_h = \mathrm{softmax}\Big(\frac{q_h k_h^\top}{\sqrt{d}}\Big) v_h, \quad "
        r"y = \sum_h c_h W_{o,h} + b_o"
    ),
    source="Vaswani et al., Attention Is All You Need, 2017",
    cases=[
        attention("ordinary", query=query),
        attention("query and value", query=query, value=value),
        attention("query, value and key", query=query, value=value, key=key),
        attention("one head", query=query, num_heads=1),
        attention("value_dim", query=query, value=value, value_dim=3),
        attention("value_dim above key_dim", query=query, value_dim=9),
        attention("a root that is not exact", query=query, key_dim=3),
        attention("heads of size 1", query=query, key_dim=1),
        attention(
            "heads of size 1, as many as steps",
            query=query,
            num_heads=4,
            key_dim=1,
            rooms=("scratch", "pytorch"),
            because="keras.ops.add takes a bias (n, 1) for one along axis 1, where that is n long.",
        ),
        case("no bias", query=query, value=value, use_bias=False, **heads),
        attention("causal", query=query, call={"use_causal_mask": True}),
        attention("causal, more keys", query=query, value=value, call={"use_causal_mask": True}),
        attention(
            "causal, fewer keys",
            query=normal(3, 6, 6),
            value=normal(3, 2, 7),
            call={"use_causal_mask": True},
        ),
        attention("mask", query=query, call={"attention_mask": seen}),
        attention("mask of padding", query=query, value=value, call={"attention_mask": padded}),
        attention(
            "mask for all samples",
            query=query,
            call={"attention_mask": given(np.eye(4) + np.eye(4, k=1) > 0)},
        ),
        attention(
            "mask for each head",
            query=query,
            call={"attention_mask": given(np.stack([np.tri(4), np.tri(4).T])[None] > 0)},
        ),
        attention(
            "mask and causal", query=query, call={"attention_mask": seen, "use_causal_mask": True}
        ),
        attention("queries that see nothing", query=query, call={"attention_mask": blind}),
        attention("dropout", query=query, masks=keep_mask(3, 2, 4, 4, rate=0.5), **dropping),
        attention(
            "dropout, mask, value and key",
            query=query,
            value=value,
            key=key,
            masks=keep_mask(3, 2, 4, 5, rate=0.5),
            call={"attention_mask": padded},
            **dropping,
        ),
        attention(
            "dropout, causal",
            query=query,
            masks=keep_mask(3, 2, 4, 4, rate=0.5),
            call={"use_causal_mask": True},
            **dropping,
        ),
        attention(
            "dropout, queries that see nothing",
            query=query,
            masks=keep_mask(3, 2, 4, 4, rate=0.5),
            call={"attention_mask": blind},
            rooms=("scratch", "pytorch"),
            because="With dropout Keras gives such a query zeros, without it the mean of values.",
            **dropping,
        ),
        attention("dropout in inference", query=query, dropout=0.5),
        attention("one sample", query=normal(1, 4, 6)),
        attention("one step", query=normal(3, 1, 6), zero_in_theory=SCORES),
        attention("one query, many keys", query=normal(3, 1, 6), value=normal(3, 40, 6)),
        attention(
            "size 1 throughout",
            query=normal(1, 1, 1),
            num_heads=1,
            key_dim=1,
            zero_in_theory=SCORES,
        ),
        attention("long sequence", query=normal(2, 64, 16), num_heads=4, key_dim=8),
        attention("ties", query=full(0.5, 3, 4, 6), zero_in_theory=SCORES),
        attention("all zeros", query=full(0, 3, 4, 6), zero_in_theory=SCORES),
        attention("sharp", query=normal(3, 4, 6, scale=5)),
        attention("not contiguous", query=strided(query), value=strided(value)),
    ],
    bad=[
        bad(
            "no head",
            says="`num_heads` must be an integer >= 1",
            **no_heads,
            query=query,
        ),
        bad(
            "text heads",
            says="`num_heads`",
            raises=TypeError,
            **text_heads,
            query=query,
        ),
        bad(
            "no key_dim",
            says="`key_dim` must be an integer",
            **no_keys,
            query=query,
        ),
        bad("no value_dim", says="`value_dim` must be", value_dim=0, **heads, query=query),
        bad("dropout of 1", says="`dropout` must be", dropout=1.0, **heads, query=query),
        bad("text flag", says="`use_bias`", raises=TypeError, use_bias="no", **heads, query=query),
        bad(
            "unknown initializer",
            says="`initializer`",
            kernel_initializer="x",
            **heads,
            query=query,
        ),
        bad("two dimensions", says="`query` must be an array of 3", **heads, query=normal(3, 4)),
        bad("flat value", says="`value` must be", **heads, query=query, value=normal(3, 4)),
        bad("two batches", says="`value` must be", **heads, query=query, value=normal(2, 5, 7)),
        bad(
            "key of another length",
            says="`value` must be as long as the key",
            **heads,
            query=query,
            value=value,
            key=normal(3, 4, 8),
        ),
        bad("empty value", says="not empty", **heads, query=query, value=normal(3, 0, 7)),
        bad(
            "mask of other numbers",
            says="`attention_mask` must be a boolean array",
            raises=TypeError,
            **heads,
            query=query,
            call={"attention_mask": full(2, 3, 4, 4)},
        ),
        bad(
            "mask of another shape",
            says="`attention_mask` must be of shape (batch, T, S) = (3, 4, 4)",
            **heads,
            query=query,
            call={"attention_mask": booleans(3, 4, 5)},
        ),
        bad(
            "mask of one axis",
            says="`attention_mask` must be of shape",
            **heads,
            query=query,
            call={"attention_mask": booleans(4)},
        ),
        bad(
            "text causal",
            says="`use_causal_mask`",
            raises=TypeError,
            **heads,
            query=query,
            call={"use_causal_mask": "yes"},
        ),
    ],
    differences=[
        Difference(
            "sizes",
            "num_heads · key_dim = features",
            "num_heads, key_dim and value_dim are free",
            "projections around scaled_dot_product_attention",
        ),
        Difference(
            "layout of the kernels",
            "in_proj_weight (3 · features, features)",
            "three kernels (features, heads, key_dim)",
            "reshape, transpose, stack query, key, value",
        ),
        Difference("order of the inputs", "query, key, value", "query, value, key", "keywords"),
        Difference("boolean masks", "MultiheadAttention: True hides", "True shows", "~mask"),
        Difference(
            "a query that sees nothing",
            "zeros or NaN",
            "the mean of all values; with dropout zeros",
            "a query of zeros that sees all",
        ),
        Difference(
            "initial kernels",
            "Glorot uniform over in_proj_weight",
            "Glorot uniform over (features, heads, key_dim)",
            "torch.nn.init.uniform_",
        ),
        Difference("1/√key_dim in float64", "exact", "rounded to float32", "np.float64"),
    ],
    random=partial(cases, draw_multi_head_attention),
)
