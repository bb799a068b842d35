"""What a step is: its canonical kind, arguments and weights."""

from collections.abc import Callable
from typing import Any

from torch import Tensor, nn

from reference.pytorch.models import images, norms, sequences
from reference.pytorch.models.reading import Reading, named_arguments
from reference.pytorch.models.slots import Slot, dense_kernel
from reference.pytorch.models.tape import Masked, Step

ACTIVATIONS = {
    "relu": "relu",
    "relu6": "relu6",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "softmax": "softmax",
    "logsoftmax": "log_softmax",
    "log_softmax": "log_softmax",
    "gelu": "gelu",
    "silu": "silu",
    "elu": "elu",
    "selu": "selu",
    "leaky_relu": "leaky_relu",
    "leakyrelu": "leaky_relu",
    "softplus": "softplus",
    "softsign": "softsign",
    "mish": "mish",
    "hardswish": "hard_silu",
    "hardsigmoid": "hard_sigmoid",
    "hardtanh": "hard_tanh",
    "logsigmoid": "log_sigmoid",
    "celu": "celu",
    "exp": "exponential",
    "softmin": "softmin",
    "tanhshrink": "tanh_shrink",
    "prelu": "prelu",
}
SLOPES = {"leaky_relu": 0.01, "elu": 1.0, "celu": 1.0}
MERGES = {
    "add": "add",
    "sub": "subtract",
    "rsub": "subtract",
    "mul": "multiply",
    "maximum": "maximum",
    "max": "maximum",
    "minimum": "minimum",
}


def activation(step: Step) -> Reading | None:
    """An element-wise activation or a softmax, as module or function."""
    name = ACTIVATIONS.get(step.function.lower())
    if name is None:
        return None
    found: dict[str, Any] = {"function": name}
    module = step.call if isinstance(step.call, nn.Module) else None
    args = named_arguments(step)
    if name in SLOPES:
        key = "negative_slope" if name == "leaky_relu" else "alpha"
        value = getattr(module, key, None) if module else args.get(key, args.get(1, SLOPES[name]))
        found["alpha"] = float(value if value is not None else SLOPES[name])
    if name == "gelu":
        value = module.approximate if module else args.get("approximate", "none")
        found["approximate"] = value == "tanh"
    if name == "softplus":
        found["beta"] = float(module.beta if module else args.get("beta", 1))
    if name in {"softmax", "log_softmax", "softmin"}:
        dim = module.dim if module else args.get("dim", args.get(1))
        ndim = step.first.ndim
        found["axis"] = (implicit_axis(ndim) if dim is None else int(dim)) % ndim
    weights = {}
    if name == "prelu":
        weight = module.weight if module else step.leaves[1]
        weights["alpha"] = Slot(weight)
    return Reading("activation", found, weights)


def implicit_axis(ndim: int) -> int:
    """The axis that torch's softmax takes where none is given."""
    return 0 if ndim in (0, 1, 3) else 1


def dense(step: Step) -> Reading | None:
    """nn.Linear or F.linear."""
    if isinstance(step.call, nn.Linear):
        weight, bias = step.call.weight, step.call.bias
    elif step.function == "linear":
        args = named_arguments(step)
        weight, bias = args.get("weight", args.get(1)), args.get("bias", args.get(2))
    else:
        return None
    if not isinstance(weight, Tensor) or not weight.is_leaf:
        return None
    weights = {"kernel": dense_kernel(weight)}
    if bias is not None:
        weights["bias"] = Slot(bias)
    return Reading("dense", {"units": weight.shape[0], "use_bias": bias is not None}, weights)


def dropout(step: Step) -> Reading | None:
    """Dropout of any kind."""
    if isinstance(step.call, Masked):
        kind = type(step.call.module).__name__ if step.call.module else "Dropout"
        return Reading("dropout", {"rate": step.call.p, "variant": kind})
    if isinstance(step.call, (nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.AlphaDropout)):
        return Reading("dropout", {"rate": float(step.call.p), "variant": type(step.call).__name__})
    return None


def merge(step: Step) -> Reading | None:
    """+, -, *, cat: of two values, or of one and a constant."""
    name = step.function
    args = named_arguments(step)
    if name in {"cat", "concat", "concatenate"}:
        dim = args.get("dim", args.get("axis", args.get(1, 0)))
        return Reading("concatenate", {"axis": int(dim) % step.first.ndim})
    if name in MERGES and len(step.places) == 2:
        return Reading(MERGES[name])
    if name in {"add", "sub", "rsub", "mul", "div", "truediv", "rtruediv", "neg", "rdiv"}:
        constant = next((x for x in step.leaves if isinstance(x, (int, float))), None)
        name = {"truediv": "div", "rdiv": "div"}.get(name, name)
        if name == "div" and constant and len(step.places) == 1:
            name, constant = "mul", 1 / constant
        weights = {"weight": Slot(step.parameters[0])} if step.parameters else {}
        word = {"mul": "scale", "add": "offset", "sub": "offset", "rsub": "offset"}
        if name == "sub" and constant is not None:
            constant = -constant
        return Reading(word.get(name, name), {"constant": constant}, weights)
    return None


def shape(step: Step) -> Reading | None:
    """Steps that move numbers: flatten, reshape, slice, permute."""
    name = step.function
    if name in {"flatten", "Flatten"}:
        return Reading("flatten" if step.values[0].ndim == 2 else "reshape", {})
    if name in {"view", "reshape", "unflatten", "Unflatten", "unsqueeze", "squeeze", "view_as"}:
        flat = step.values[0].ndim == 2 and step.first.ndim > 2
        return Reading("flatten" if flat else "reshape", {})
    if name in {"permute", "transpose", "movedim", "swapaxes", "t", "get", "moveaxis"}:
        return Reading("permute", {})
    if name in {"getitem", "select", "narrow", "chunk", "split", "unbind"}:
        return Reading("slice", {})
    if name in {"Identity", "contiguous", "clone", "double", "to", "alias"}:
        return Reading("identity", {})
    return None


READERS: tuple[Callable[[Step], Reading | None], ...] = (
    activation,
    dense,
    images.convolution,
    images.pooling,
    images.resizing,
    norms.normalization,
    sequences.embedding,
    sequences.recurrent_layer,
    sequences.attention,
    dropout,
    merge,
    shape,
)


def read(step: Step) -> Reading:
    """What the step is; under its own name where nothing here knows it."""
    for reader in READERS:
        found = reader(step)
        if found is not None:
            return found
    module = step.call if isinstance(step.call, nn.Module) else None
    weights = (
        {name.replace(".", "_"): Slot(p) for name, p in module.named_parameters()} if module else {}
    )
    for k, parameter in enumerate(step.parameters):
        weights[f"weight_{k}" if weights else "weight"] = Slot(parameter)
    return Reading(step.function, {}, weights)
