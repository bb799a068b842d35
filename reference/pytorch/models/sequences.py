"""Embeddings, recurrent layers and attention in PyTorch, read as canonical layers."""

from typing import Any

import numpy as np
from torch import nn

from reference.pytorch.models.reading import Reading, named_arguments
from reference.pytorch.models.slots import Slot, recurrent
from reference.pytorch.models.tape import Step

RECURRENT = {"LSTM": ("lstm", 4), "GRU": ("gru", 3), "RNN": ("simple_rnn", 1)}


def embedding(step: Step) -> Reading | None:
    """nn.Embedding or F.embedding."""
    call: Any = step.call
    if isinstance(call, nn.Embedding):
        weight, padding = call.weight, call.padding_idx
        extra = {"max_norm": call.max_norm} if call.max_norm else {}
    elif step.function == "embedding":
        args = named_arguments(step)
        weight, padding = args.get("weight", args.get(1)), args.get("padding_idx", args.get(2))
        extra = {}
    else:
        return None
    found = {"input_dim": weight.shape[0], "output_dim": weight.shape[1], "padding_idx": padding}
    return Reading("embedding", {**found, **extra}, {"embeddings": Slot(weight)})


def recurrent_layer(step: Step) -> Reading | None:
    """nn.LSTM, nn.GRU and nn.RNN of one layer."""
    call: Any = step.call
    if not isinstance(call, nn.RNNBase):
        return None
    kind, count = RECURRENT[type(call).__name__]
    found: dict[str, Any] = {
        "units": call.hidden_size,
        "use_bias": bool(call.bias),
        "batch_first": bool(call.batch_first),
        "initial_state": len(step.places) > 1 or len(step.arguments[0]) > 1,
    }
    if kind == "simple_rnn":
        found["activation"] = call.nonlinearity
    if kind == "gru":
        found["reset_after"] = True
    weights = direction(call, count, "")
    if call.bidirectional:
        found["layer"] = kind
        kind = "bidirectional"
        weights = {f"forward_{k}": v for k, v in weights.items()}
        weights |= direction(call, count, "_reverse", "backward_")
    return Reading(kind, found, weights)


def direction(module: Any, count: int, suffix: str, prefix: str = "") -> dict[str, Slot]:
    """The slots of one direction."""
    tensors = {
        "ih": getattr(module, f"weight_ih_l0{suffix}"),
        "hh": getattr(module, f"weight_hh_l0{suffix}"),
        "b_ih": getattr(module, f"bias_ih_l0{suffix}", None),
        "b_hh": getattr(module, f"bias_hh_l0{suffix}", None),
    }
    return recurrent(tensors, count, prefix)


def attention(step: Step) -> Reading | None:
    """nn.MultiheadAttention: its projections as one kernel (features, heads · size) each."""
    call: Any = step.call
    if step.function == "scaled_dot_product_attention":
        args = named_arguments(step)
        found: dict[str, Any] = {"causal": bool(args.get("is_causal", args.get(5, False)))}
        found["scale"] = args.get("scale")
        return Reading("dot_product_attention", found)
    if not isinstance(call, nn.MultiheadAttention):
        return None
    args = named_arguments(step)
    mask = args.get("attn_mask", args.get(5))
    settings: dict[str, Any] = {
        "num_heads": call.num_heads,
        "key_dim": call.head_dim,
        "dropout": float(getattr(call, "declared_dropout", call.dropout)),
        "batch_first": bool(call.batch_first),
        "masked": mask is not None,
        "padding_mask": args.get("key_padding_mask", args.get(3)) is not None,
        "use_bias": call.in_proj_bias is not None,
    }
    weights = {}
    for k, name in enumerate(("query", "key", "value")):
        if call.in_proj_weight is not None:
            rows = slice(k * call.embed_dim, (k + 1) * call.embed_dim)
            weights[f"{name}_kernel"] = PartSlot(
                call.in_proj_weight, np.transpose, np.transpose, part=rows
            )
        else:
            weight = getattr(call, f"{name[0]}_proj_weight")
            weights[f"{name}_kernel"] = PartSlot(weight, np.transpose, np.transpose)
        if call.in_proj_bias is not None:
            rows = slice(k * call.embed_dim, (k + 1) * call.embed_dim)
            weights[f"{name}_bias"] = PartSlot(call.in_proj_bias, part=rows)
    weights["output_kernel"] = PartSlot(call.out_proj.weight, np.transpose, np.transpose)
    if call.out_proj.bias is not None:
        weights["output_bias"] = PartSlot(call.out_proj.bias)
    return Reading("attention", settings, dict(weights))


class PartSlot(Slot):
    """Some rows of a tensor as a weight of its own."""

    def __init__(self, tensor: Any, *changes: Any, part: slice = slice(None)) -> None:
        super().__init__(tensor, *changes)
        self.part = part

    def read(self) -> np.ndarray:
        """The canonical value."""
        return np.array(self.decode(self.tensor.detach().numpy()[self.part].copy()))

    def write(self, value: np.ndarray) -> None:
        """Set these rows alone."""
        self.tensor.detach().numpy()[self.part] = self.encode(value)

    def gradient(self) -> np.ndarray | None:
        """dL/dweight of these rows."""
        found = self.tensor.grad
        return None if found is None else np.array(self.decode(found.numpy()[self.part].copy()))
