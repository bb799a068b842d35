"""Embeddings, recurrent layers and attention in Keras, read as canonical layers."""

from typing import Any

from keras import layers

from reference.keras.models.graph import Step
from reference.keras.models.images import Read
from reference.keras.models.slots import Slot, flat

KINDS = {"LSTM": "lstm", "GRU": "gru", "SimpleRNN": "simple_rnn"}


def embedding(step: Step) -> Read | None:
    """Embedding."""
    op = step.operation
    if not isinstance(op, layers.Embedding):
        return None
    found = {"input_dim": op.input_dim, "output_dim": op.output_dim, "padding_idx": None}
    if op.mask_zero:
        found["mask_zero"] = True
    return "embedding", found, {"embeddings": Slot(op._embeddings)}


def recurrent_layer(step: Step) -> Read | None:
    """LSTM, GRU, SimpleRNN, and Bidirectional around one of them."""
    op = step.operation
    if step.part:
        return None
    if isinstance(op, layers.Bidirectional):
        kind, found, weights = of_layer(op.forward_layer)
        found |= {"layer": kind, "merge_mode": op.merge_mode}
        if op.merge_mode == "concat":
            found.pop("merge_mode")
        backward = of_layer(op.backward_layer)[2]
        weights = {f"forward_{k}": v for k, v in weights.items()}
        weights |= {f"backward_{k}": v for k, v in backward.items()}
        return "bidirectional", found, weights
    if type(op).__name__ not in KINDS:
        return None
    kind, found, weights = of_layer(op)
    found["initial_state"] = len(step.places) > 1
    if any(m is not None for m in step.masks):
        found["masked"] = True
    return kind, found, weights


def of_layer(op: Any) -> Read:
    """One direction."""
    kind = KINDS[type(op).__name__]
    cell = op.cell
    found: dict[str, Any] = {"units": op.units, "use_bias": bool(op.use_bias)}
    activation = op.activation.__name__
    if kind == "simple_rnn" or activation != "tanh":
        found["activation"] = activation
    for rate in ("dropout", "recurrent_dropout"):
        if getattr(op, rate, 0):
            found[rate] = float(getattr(op, rate))
    if op.go_backwards:
        found["go_backwards"] = True
    if kind != "simple_rnn" and cell.recurrent_activation.__name__ != "sigmoid":
        found["recurrent_activation"] = cell.recurrent_activation.__name__
    if kind == "gru":
        found["reset_after"] = bool(cell.reset_after)
    weights = {"kernel": Slot(cell.kernel), "recurrent_kernel": Slot(cell.recurrent_kernel)}
    if cell.bias is not None:
        if kind == "gru" and cell.reset_after:
            weights["bias"] = Slot(cell.bias, row=0)
            weights["recurrent_bias"] = Slot(cell.bias, row=1)
        else:
            weights["bias"] = Slot(cell.bias)
    return kind, found, weights


def attention(step: Step) -> Read | None:
    """MultiHeadAttention: its projections as one kernel (features, heads · size) each."""
    op = step.operation
    if not isinstance(op, layers.MultiHeadAttention):
        return None
    found = {
        "num_heads": op._num_heads,
        "key_dim": op._key_dim,
        "dropout": float(op._dropout),
        "masked": bool(step.kwargs.get("use_causal_mask"))
        or step.kwargs.get("attention_mask") is not None,
        "padding_mask": any(m is not None for m in step.masks),
        "use_bias": bool(op._use_bias),
    }
    weights = {}
    for name in ("query", "key", "value", "output"):
        inner = getattr(op, f"_{name}_dense")
        a, b, c = (int(n) for n in inner.kernel.shape)
        shape = (a * b, c) if name == "output" else (a, b * c)
        weights[f"{name}_kernel"] = Slot(inner.kernel, decode=flat(*shape))
        if inner.bias is not None:
            weights[f"{name}_bias"] = Slot(inner.bias, decode=flat(-1))
    return "attention", found, weights
