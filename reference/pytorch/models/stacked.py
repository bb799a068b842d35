"""A recurrent module of several layers as one step for each: they share its parameters."""

from typing import Any

import torch
from torch import nn

SUFFIXES = ("", "_reverse")


def layer_of(module: Any, k: int) -> Any:
    """Layer k as a module of its own, with the same parameters."""
    directions = 2 if module.bidirectional else 1
    size = module.input_size if k == 0 else module.hidden_size * directions
    options = {"nonlinearity": module.nonlinearity} if isinstance(module, nn.RNN) else {}
    single = type(module)(
        size,
        module.hidden_size,
        bias=module.bias,
        batch_first=module.batch_first,
        bidirectional=module.bidirectional,
        **options,
    )
    for suffix in SUFFIXES[:directions]:
        for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            if hasattr(module, f"{part}_l0"):
                setattr(single, f"{part}_l0{suffix}", getattr(module, f"{part}_l{k}{suffix}"))
    return single.train(module.training)


def run_stacked(tape: Any, name: str, module: Any, args: Any, kwargs: Any) -> Any:
    """Run the layers one after another; the result is the module's."""
    x, *rest = args
    given = rest[0] if rest else kwargs.get("hx")
    directions = 2 if module.bidirectional else 1
    states = []
    for k in range(module.num_layers):
        inside = []
        if given is not None:
            part = slice(k * directions, (k + 1) * directions)
            inside = [tuple(s[part] for s in given) if isinstance(given, tuple) else given[part]]
        single = layer_of(module, k)
        x, state = tape.record(f"{name} (layer {k})", single, (x, *inside), {})
        states.append(state)
        if module.dropout and k + 1 < module.num_layers and module.training and tape.masks:
            x = tape.function_dropout(nn.functional.dropout, (x, module.dropout, True), {})
    if isinstance(module, nn.LSTM):
        return x, tuple(torch.cat([s[i] for s in states]) for i in range(2))
    return x, torch.cat(states)
