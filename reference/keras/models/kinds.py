"""What a step of a Keras model is: its canonical kind, arguments and weights."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras
from keras import activations, layers

from reference.keras.models import images, sequences
from reference.keras.models.graph import Step
from reference.keras.models.slots import Slot, flat
from reference.keras.models.tf_functions import TensorFlowFunction
from reference.observed import ACTIVATIONS

SAME = {"swish": "silu", "exp": "exponential", "hard_swish": "hard_silu", "logsigmoid":
        "log_sigmoid", "logsoftmax": "log_softmax", "leakyrelu": "leaky_relu"}  # fmt: skip
MERGES = {
    "Add": "add",
    "Subtract": "subtract",
    "Multiply": "multiply",
    "Maximum": "maximum",
    "Minimum": "minimum",
    "Average": "average",
    "Dot": "dot",
}
NORMS = {
    "LayerNormalization": "layer_normalization",
    "GroupNormalization": "group_normalization",
    "RMSNormalization": "rms_normalization",
}


@dataclass
class Reading:
    """Kind, arguments and weights of a step."""

    kind: str
    arguments: dict[str, Any] = field(default_factory=dict)
    weights: dict[str, Slot] = field(default_factory=dict)


def activation_reading(function: Any, ndim: int, **given: Any) -> Reading:
    """An activation function or layer, by its name, with its constants."""
    name = str(getattr(function, "__name__", "") or getattr(function, "name", ""))
    name = SAME.get(name.lower(), name)
    found: dict[str, Any] = {"function": name}
    if name in {"softmax", "log_softmax"}:
        axis = given.get("axis", -1)
        found["axis"] = axis % ndim if isinstance(axis, int) else axis
    if name == "gelu":
        found["approximate"] = bool(given.get("approximate", False))
    if name in {"leaky_relu", "elu", "celu"}:
        found["alpha"] = float(given.get("alpha", 0.2 if name == "leaky_relu" else 1.0))
    if name == "softplus":
        found["beta"] = 1.0
    return Reading("activation", found)


def activation(step: Step) -> Reading | None:
    """Activations: an argument, an Activation layer, an advanced layer or an operation."""
    op = step.operation
    ndim = len(step.first.shape)
    name = type(op).__name__
    if step.part == "activation" or name == "Activation":
        return activation_reading(op.activation, ndim)
    if isinstance(op, layers.ReLU):
        slope = float(op.negative_slope or 0)
        if op.max_value == 6 and not slope:
            return Reading("activation", {"function": "relu6"})
        if slope and not op.threshold and op.max_value is None:
            return Reading("activation", {"function": "leaky_relu", "alpha": slope})
        found: dict[str, Any] = {"function": "relu"}
        if op.max_value is not None or op.threshold:
            found |= {"max_value": op.max_value, "threshold": float(op.threshold)}
        return Reading("activation", found)
    if isinstance(op, layers.LeakyReLU):
        return activation_reading(activations.leaky_relu, ndim, alpha=op.negative_slope)
    if isinstance(op, layers.ELU):
        return activation_reading(activations.elu, ndim, alpha=op.alpha)
    if isinstance(op, layers.PReLU):
        alone = all(n == 1 for n in op.alpha.shape[:-1])
        slot = Slot(op.alpha, decode=flat(-1)) if alone else Slot(op.alpha)
        return Reading("activation", {"function": "prelu"}, {"alpha": slot})
    if isinstance(op, layers.Softmax):
        return activation_reading(activations.softmax, ndim, axis=op.axis)
    known = SAME.get(name.lower(), snake(name))
    if not isinstance(op, layers.Layer) and known in ACTIVATIONS:
        given = {k: getattr(op, k) for k in ("axis", "approximate", "alpha") if hasattr(op, k)}
        if hasattr(op, "negative_slope"):
            given["alpha"] = op.negative_slope
        given |= {k: v for k, v in step.kwargs.items() if k in {"axis", "approximate"}}
        return activation_reading(named(known), ndim, **given)
    return None


class named:
    """Something with a name."""

    def __init__(self, name: str) -> None:
        self.name = name


def snake(name: str) -> str:
    """LogSoftmax -> log_softmax."""
    return "".join("_" + c.lower() if c.isupper() and k else c.lower() for k, c in enumerate(name))


def dense(step: Step) -> Reading | None:
    """Dense, and EinsumDense over the last axis."""
    op = step.operation
    if isinstance(op, layers.TimeDistributed):
        op = op.layer
    if not isinstance(op, (layers.Dense, layers.EinsumDense)):
        return None
    weights = {"kernel": Slot(op.kernel)}
    if op.bias is not None:
        weights["bias"] = Slot(op.bias)
    return Reading(
        "dense", {"units": int(op.kernel.shape[-1]), "use_bias": op.bias is not None}, weights
    )


def normalization(step: Step) -> Reading | None:
    """Batch, layer, group and RMS normalization."""
    op = step.operation
    if isinstance(op, layers.BatchNormalization):
        found = {"epsilon": op.epsilon, "momentum": op.momentum}
        found |= {"scale": bool(op.scale), "center": bool(op.center), "tracks": True}
        found["training"] = bool(step.kwargs.get("training")) and op.trainable
        if op.axis not in (-1, len(step.first.shape) - 1):
            found["axis"] = op.axis % len(step.first.shape)
        weights = {}
        for name in ("gamma", "beta", "moving_mean", "moving_variance"):
            variable = getattr(op, name, None)
            if variable is not None:
                weights[name] = Slot(variable, state=name.startswith("moving"))
        return Reading("batch_normalization", found, weights)
    kind = NORMS.get(type(op).__name__)
    if kind is None:
        return None
    found = {"epsilon": op.epsilon}
    if kind == "layer_normalization":
        axis = op.axis if isinstance(op.axis, (list, tuple)) else [op.axis]
        found["axes"] = len(axis)
        ndim = len(step.first.shape)
        if sorted(a % ndim for a in axis) != list(range(ndim - len(axis), ndim)):
            found["axis"] = tuple(sorted(a % ndim for a in axis))
    if kind == "group_normalization":
        channels = int(step.first.shape[-1])
        found["groups"] = channels if op.groups == -1 else op.groups
    weights = {
        ours: Slot(getattr(op, theirs))
        for ours, theirs in (("gamma", "gamma"), ("gamma", "scale"), ("beta", "beta"))
        if hasattr(getattr(op, theirs, None), "assign")
    }
    return Reading(kind, found, weights)


def merge(step: Step) -> Reading | None:
    """Add, Multiply, Concatenate; +, -, * with a constant."""
    op, name = step.operation, type(step.operation).__name__
    if name in {"Concatenate", "Stack"}:
        axis = getattr(op, "axis", -1)
        return Reading("concatenate", {"axis": axis % len(step.first.shape)})
    if name in MERGES and (len(step.places) > 1 or isinstance(op, layers.Layer)):
        return Reading(MERGES[name])
    if name == "Rescaling":
        return Reading("scale", {"constant": float(op.scale), "offset": float(op.offset)})
    words = {"Add": "offset", "Subtract": "offset", "Multiply": "scale", "TrueDivide": "scale",
             "Divide": "scale"}  # fmt: skip
    if name in words:
        leaves = [*step.args, *step.kwargs.values()]
        constant = next((x for x in leaves if isinstance(x, (int, float))), None)
        if name in {"TrueDivide", "Divide"} and constant:
            constant = 1 / constant
        if name == "Subtract" and constant is not None:
            constant = -constant
        variables = [x for x in leaves if isinstance(x, keras.Variable)]
        weights = {"weight": Slot(variables[0])} if variables else {}
        return Reading(words[name], {"constant": constant}, weights)
    return None


def shape(step: Step) -> Reading | None:
    """Steps that move numbers."""
    name = type(step.operation).__name__
    if step.part == "last":
        return Reading("slice", {"last": True})
    if name == "Flatten":
        return Reading("flatten")
    if name in {"Reshape", "ExpandDims", "Squeeze", "Ravel"}:
        flat = len(step.outputs[0].shape) == 2 and len(step.first.shape) > 2
        return Reading("flatten" if flat else "reshape")
    if name in {"Permute", "Transpose", "Swapaxes", "Moveaxis"}:
        return Reading("permute")
    if name in {"GetItem", "Slice", "Split", "Cropping1D", "Take"}:
        return Reading("slice")
    if name in {"Identity", "Cast", "Copy", "ActivityRegularization", "NotEqual"}:
        return Reading("identity")
    return None


def dropout(step: Step) -> Reading | None:
    """Dropout of any kind, and noise."""
    op = step.operation
    variants = {"Dropout": "Dropout", "SpatialDropout1D": "Dropout1d",
                "SpatialDropout2D": "Dropout2d", "AlphaDropout": "AlphaDropout"}  # fmt: skip
    if type(op).__name__ in variants:
        return Reading("dropout", {"rate": float(op.rate), "variant": variants[type(op).__name__]})
    return Reading("identity") if type(op).__name__ in {"GaussianNoise"} else None


READERS: tuple[Callable[[Step], Any], ...] = (
    activation,
    images.convolution,
    dense,
    images.pooling,
    images.resizing,
    normalization,
    sequences.embedding,
    sequences.recurrent_layer,
    sequences.attention,
    dropout,
    merge,
    shape,
)


TENSORFLOW = {
    "concat": "concatenate", "reshape": "reshape", "transpose": "permute", "squeeze": "reshape",
    "expand_dims": "reshape", "identity": "identity", "cast": "identity", "strided_slice": "slice",
    "stop_gradient": "stop_gradient",
}  # fmt: skip
REDUCTIONS = {"reduce_mean": "average", "reduce_max": "max", "reduce_sum": "sum"}
WITH_CONSTANT = {"add": "offset", "subtract": "offset", "multiply": "scale", "divide": "scale"}


def of_tensorflow(step: Step) -> Reading:
    """A function of TensorFlow."""
    name = step.operation.words
    given: dict[Any, Any] = {**dict(enumerate(step.args)), **step.kwargs}
    ndim = len(step.first.shape)
    if SAME.get(name, name) in ACTIVATIONS:
        found = {k: given[k] for k in ("axis", "approximate", "alpha") if k in given}
        return activation_reading(named(SAME.get(name, name)), ndim, **found)
    if name in REDUCTIONS:
        axis = given.get("axis", given.get(1))
        axes = [] if axis is None else [axis] if isinstance(axis, int) else list(axis)
        axes = sorted(a % ndim for a in axes)
        if axes == list(range(1, ndim - 1)) and name != "reduce_sum":
            return Reading(f"global_{REDUCTIONS[name]}_pool")
        return Reading(f"reduce_{REDUCTIONS[name]}", {"axis": tuple(axes) or None})
    if name in WITH_CONSTANT and len(step.places) < 2:
        constant = next((x for x in step.args if isinstance(x, (int, float))), None)
        return Reading(WITH_CONSTANT[name], {"constant": constant})
    if name == "concat":
        return Reading("concatenate", {"axis": given.get("axis", given.get(1, -1)) % ndim})
    if name == "reshape" and len(step.outputs[0].shape) == 2 and ndim > 2:
        return Reading("flatten")
    return Reading(TENSORFLOW.get(name, name))


def read(step: Step) -> Reading:
    """What the step is; under its own name where nothing here knows it."""
    if isinstance(step.operation, TensorFlowFunction):
        return of_tensorflow(step)
    for reader in READERS:
        found = reader(step)
        if found is not None:
            return found if isinstance(found, Reading) else Reading(*found)
    weights = {}
    if isinstance(step.operation, layers.Layer):
        weights = {v.name: Slot(v) for v in step.operation.weights if "seed" not in v.name}
    else:
        variables = [x for x in step.args if isinstance(x, keras.Variable)]
        weights = {f"weight_{k}" if k else "weight": Slot(v) for k, v in enumerate(variables)}
    return Reading(snake(type(step.operation).__name__), {}, weights)
