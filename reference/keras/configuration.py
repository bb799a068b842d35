"""How layers and optimizers are configured, for a comparison before anything runs."""

from typing import Any

import keras

PLAIN = (bool, int, float, str, tuple, list, type(None))


def arguments(layer: Any) -> dict[str, Any]:
    """What a layer or optimizer was made with; rates are kept in float32, of seven digits."""
    kept = {name: v for name, v in layer.get_config().items() if isinstance(v, PLAIN)}
    return {n: float(f"{v:.7g}") if isinstance(v, float) else v for n, v in kept.items()}


def parts(model: keras.Model) -> list[tuple[str, str, dict[str, Any]]]:
    """(name, class, arguments) of every layer, those of inner models too."""
    found = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found += parts(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            found.append((layer.name, type(layer).__name__, arguments(layer)))
    return found


def optimizer_part(optimizer: keras.optimizers.Optimizer) -> tuple[str, str, dict[str, Any]]:
    """("optimizer", class, arguments)."""
    return "optimizer", type(optimizer).__name__, arguments(optimizer)
