"""The third witness: what the textbook, scratch in float64, makes of a layer's input and settings.

It says how far each side lies from the textbook, and, with one setting exchanged, whether that
setting is the whole of the difference.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from compare.parity.closeness import error
from reference.observed import Layer
from scratch import activations, layers

Arguments = dict[str, Any]
SLOPED = {"leaky_relu": "negative_slope", "elu": "alpha"}


def activation(x: np.ndarray, a: Arguments, _w: dict[str, np.ndarray]) -> np.ndarray:
    """An activation; softmax over any axis."""
    name = a["function"]
    function = activations.get(name)
    if "softmax" in name:
        moved = np.moveaxis(x, a["axis"], -1)
        return np.moveaxis(function(moved), -1, a["axis"])
    if name in SLOPED:
        return np.asarray(function(x, **{SLOPED[name]: a["alpha"]}))
    if name == "gelu":
        return np.asarray(function(x, approximate=a["approximate"]))
    return np.asarray(function(x))


def batch_normalization(x: np.ndarray, a: Arguments, w: dict[str, np.ndarray]) -> np.ndarray:
    """γ (x - μ) / √(σ² + ε) + β, with the moments of the batch or the moving ones."""
    axes = tuple(range(x.ndim - 1))
    if a["training"]:
        mean, variance = x.mean(axes), x.var(axes)
    else:
        mean, variance = w["moving_mean"], w["moving_variance"]
    y = (x - mean) / np.sqrt(variance + a["epsilon"])
    return np.asarray(y * w.get("gamma", 1.0) + w.get("beta", 0.0))


def layer_normalization(x: np.ndarray, a: Arguments, w: dict[str, np.ndarray]) -> np.ndarray:
    """γ (x - μ) / √(σ² + ε) + β over the last axes."""
    axes = tuple(range(x.ndim - a["axes"], x.ndim))
    variance = x.var(axes, keepdims=True)
    y = (x - x.mean(axes, keepdims=True)) / np.sqrt(variance + a["epsilon"])
    return np.asarray(y * w.get("gamma", 1.0) + w.get("beta", 0.0))


def conv(x: np.ndarray, a: Arguments, w: dict[str, np.ndarray]) -> np.ndarray:
    """x ⋆ W + b over zeros at the border."""
    if x.ndim != 4 or len(set(a["strides"])) + len(set(a["dilation"])) > 2:
        raise KeyError("conv")
    mode = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    border = [(0, 0), *a["padding"], (0, 0)]
    x = np.pad(x, border, mode=mode.get(a.get("padding_mode", ""), "constant"))  # type: ignore[call-overload]
    layer = layers.Conv2D(
        w["kernel"].shape[-1], w["kernel"].shape[:2], a["strides"][0],
        dilation_rate=a["dilation"][0], groups=a["groups"], use_bias="bias" in w,
    )  # fmt: skip
    return filled(layer, x, w)


def recurrent(kind: Any) -> Callable[..., np.ndarray]:
    """LSTM, GRU or SimpleRNN, every output."""

    def run(x: np.ndarray, a: Arguments, w: dict[str, np.ndarray]) -> np.ndarray:
        w = dict(w)
        given: Arguments = {
            k: a[k] for k in ("activation", "recurrent_activation", "go_backwards") if k in a
        }
        if kind is layers.GRU:
            given["reset_after"] = a["reset_after"]
            second = w.pop("recurrent_bias", None)
            if a["reset_after"] and "bias" in w:
                w["bias"] = np.stack([w["bias"], np.zeros_like(w["bias"]) if second is None
                                      else second])  # fmt: skip
        layer = kind(a["units"], use_bias="bias" in w, return_sequences=True, **given)
        return filled(layer, x, w)

    return run


def pool(reduce: Callable[..., np.ndarray], border: float) -> Callable[..., np.ndarray]:
    """The maximum or mean of every window; an average leaves the border out unless told."""

    def run(x: np.ndarray, a: Arguments, _w: dict[str, np.ndarray]) -> np.ndarray:
        edge = 0.0 if a.get("count_include_pad") else border
        pad = [(0, 0), *((max(lo, 0), max(hi, 0)) for lo, hi in a["padding"]), (0, 0)]
        x = np.pad(x, pad, constant_values=edge)
        spatial = tuple(range(1, x.ndim - 1))
        windows = np.lib.stride_tricks.sliding_window_view(x, a["pool_size"], spatial)
        steps = (slice(None), *(slice(None, None, s) for s in a["strides"]), slice(None))
        return reduce(windows[steps], axis=tuple(range(x.ndim, windows.ndim)))

    return run


def filled(layer: Any, x: np.ndarray, w: dict[str, np.ndarray]) -> np.ndarray:
    """A scratch layer with these weights, run."""
    layer.build(x.shape, 0)
    for name in layer.params:
        layer.params[name] = w[name]
    return np.asarray(layer.forward(x))


TEXTBOOK: dict[str, Callable[..., np.ndarray]] = {
    "activation": activation,
    "batch_normalization": batch_normalization,
    "layer_normalization": layer_normalization,
    "conv": conv,
    "lstm": recurrent(layers.LSTM),
    "gru": recurrent(layers.GRU),
    "simple_rnn": recurrent(layers.SimpleRNN),
    "max_pool": pool(np.max, -np.inf),
    "average_pool": pool(np.nanmean, np.nan),
}


def output(layer: Layer, x: np.ndarray, arguments: Arguments) -> np.ndarray | None:
    """The textbook's output for a layer with these settings; None where it has no such layer."""
    if layer.kind not in TEXTBOOK:
        return None
    try:
        with np.errstate(all="ignore"):
            return TEXTBOOK[layer.kind](x, arguments, layer.weights)
    except Exception:  # noqa: BLE001 - settings that scratch does not have
        return None


def testimony(a: Layer, b: Layer, theirs: np.ndarray, arguments: list[str]) -> list[str]:
    """What the witness says of the two sides, and of the setting that is to blame."""
    if not a.inputs or a.kind != b.kind:
        return []
    x = a.inputs[0]
    own = output(a, x, a.arguments), output(b, x, b.arguments)
    said = []
    if own[0] is not None and own[1] is not None:
        said.append(
            f"the textbook (scratch, float64) with each side's settings: the left lies "
            f"{error(own[0], a.output):.1g} from it, the right {error(own[1], theirs):.1g}"
        )
    for name in arguments:
        changed = output(b, x, {**b.arguments, name: a.arguments.get(name)})
        if changed is not None and own[1] is not None:
            said.append(
                f"with the left's {name} the right's residual falls from "
                f"{error(own[1], a.output):.1g} to {error(changed, a.output):.1g}"
            )
    return said
