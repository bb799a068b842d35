"""Loss and optimizer of a compiled Keras model, one step at a time."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from reference.observed import Unobservable, named_rate

NAMES = {
    "SGD": "sgd", "Adam": "adam", "AdamW": "adamw", "RMSprop": "rmsprop", "Adagrad": "adagrad",
    "Adadelta": "adadelta", "Adamax": "adamax", "Nadam": "nadam", "Ftrl": "ftrl", "Lion": "lion",
}  # fmt: skip
EXACT = ("beta_1", "beta_2", "momentum", "rho", "epsilon", "weight_decay", "clipnorm", "clipvalue",
         "global_clipnorm", "initial_accumulator_value")  # fmt: skip
LOSSES = {
    "mse": keras.losses.MeanSquaredError,
    "mean_squared_error": keras.losses.MeanSquaredError,
    "mae": keras.losses.MeanAbsoluteError,
    "mean_absolute_error": keras.losses.MeanAbsoluteError,
    "huber": keras.losses.Huber,
    "binary_crossentropy": keras.losses.BinaryCrossentropy,
    "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
    "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
}
Loss = Callable[[Any, np.ndarray], Any]


OPTIMIZERS = {
    "sgd": keras.optimizers.SGD,
    "adam": keras.optimizers.Adam,
    "adamw": keras.optimizers.AdamW,
}
"""What --optimizer names."""


def loss_of(model: Any, name: str | None, module: Any) -> Loss | None:
    """(y_pred, target) -> loss: the one named, the compiled one, or the file's own."""
    if name is not None:
        if name not in LOSSES:
            raise Unobservable(f"--loss must be one of {', '.join(LOSSES)}. Received: {name}")
        chosen = LOSSES[name]()
        return lambda y, target: chosen(tf.constant(target), y)
    if getattr(model, "compiled", False) and getattr(model, "loss", None) is not None:
        return lambda y, target: model._compile_loss(tf.constant(target), y)
    own = getattr(module, "loss", None)
    if callable(own):
        return lambda y, target: tf.reduce_mean(own(y, tf.constant(target)))
    return None


def loss_words(model: Any, module: Any) -> dict[str, Any]:
    """What is known of the compiled loss: its name and settings."""
    loss = getattr(model, "loss", None) if getattr(model, "compiled", False) else None
    if loss is None:
        own = getattr(module, "loss", None)
        return {"name": getattr(own, "__name__", "")} if own else {}
    if isinstance(loss, (list, tuple, dict)):
        loss = next(iter(loss.values() if isinstance(loss, dict) else loss))
    found = keras.losses.get(loss) if isinstance(loss, str) else loss
    config = found.get_config() if hasattr(found, "get_config") else {}
    words = {"name": getattr(found, "__name__", None) or type(found).__name__}
    words |= {k: v for k, v in config.items() if k not in {"name", "dtype", "fn"}}
    return words


def optimizer_of(model: Any, module: Any, text: str | None = None) -> Any:
    """The compiled optimizer, its settings exact in float64; None where there is none."""
    found = getattr(model, "optimizer", None)
    if text:
        name, rate = named_rate(text)
        if name not in OPTIMIZERS:
            raise Unobservable(
                f"--optimizer must be one of {', '.join(OPTIMIZERS)}, as sgd:0.1. Received: {text}"
            )
        found = OPTIMIZERS[name](rate)
    if found is None and callable(getattr(module, "optimizer", None)):
        found = module.optimizer(model)
    if found is None:
        return None
    for name in EXACT:
        value = getattr(found, name, None)
        if isinstance(value, float):
            setattr(found, name, np.float64(value))
    return found


def settings(optimizer: Any) -> dict[str, Any]:
    """The optimizer's settings under canonical names."""
    config = optimizer.get_config()
    kind = NAMES.get(type(optimizer).__name__, type(optimizer).__name__.lower())
    rate = config["learning_rate"]
    found: dict[str, Any] = {
        "name": "adam" if kind == "adamw" else kind,
        "learning_rate": "schedule" if isinstance(rate, dict) else float(rate),
    }
    for name in (*EXACT, "nesterov", "amsgrad", "centered"):
        if config.get(name) is not None:
            value = config[name]
            found[name] = bool(value) if isinstance(value, bool) else float(value)
    if found.get("weight_decay"):
        found["weight_decay_kind"] = "decoupled"
    if config.get("use_ema"):
        found["use_ema"] = True
    return found


def textbook_epsilon(optimizer: Any, settings: dict[str, Any], step: int) -> None:
    """Adam with epsilon as in the paper's algorithm: Keras has the shorter form, epsilon-hat."""
    if settings["name"] == "adam":
        factor = np.sqrt(1 - settings["beta_2"] ** step)
        optimizer.epsilon = np.float64(settings["epsilon"] * factor)


def set_exact_rate(optimizer: Any, value: float) -> None:
    """The learning rate as it was written, not rounded to float32."""
    variable = getattr(optimizer, "_learning_rate", None)
    if isinstance(variable, keras.Variable):
        written = float(f"{float(value):.7g}")
        variable.assign(np.float64(written))
