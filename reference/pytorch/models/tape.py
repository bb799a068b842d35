"""The tape: every step that a module's forward takes, with the tensors that went in and came out.

Leaf modules of torch.nn are steps; outside them, every torch function that makes a tensor of one
that depends on the input is a step too (F.relu, flatten, +, cat, x[:, -1]). Nothing is traced
symbolically, so any Python may stand in `forward`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_flatten, tree_unflatten

from reference.observed import CONSTANT, INPUT, Source

CONTAINERS = (nn.Sequential, nn.ModuleList, nn.ModuleDict)
COMPOSITES = ("Transformer", "TransformerEncoder", "TransformerEncoderLayer", "TransformerDecoder")
NOT_STEPS = {"__get__", "__set__", "requires_grad_", "register_hook", "retain_grad", "size", "dim"}
RENAMED = {"float": "double", "half": "double", "bfloat16": "double"}
DROPOUTS = {"Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout"}


@dataclass
class Step:
    """One entry of the tape.

    Attributes:
        call: the module or function.
        leaves, spec: its arguments, flattened.
        places: which leaves are inputs that depend on the model's input.
        sources: where those come from.
        given: their values, copied before the step ran.
        outputs: the tensors that came out.
        values: copies of them.
    """

    name: str
    call: Callable[..., Any]
    leaves: list[Any]
    spec: Any
    places: list[int]
    sources: list[Source]
    given: list[Tensor]
    outputs: list[Tensor] = field(default_factory=list)
    values: list[Tensor] = field(default_factory=list)
    gradient: Tensor | None = None
    parameters: list[nn.Parameter] = field(default_factory=list)

    @property
    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """(args, kwargs) as they were given."""
        found: tuple[tuple[Any, ...], dict[str, Any]] = tree_unflatten(self.leaves, self.spec)
        return found

    @property
    def function(self) -> str:
        """The plain name of what was called: relu for relu_, F.relu and Tensor.relu."""
        name = getattr(self.call, "__name__", type(self.call).__name__)
        if name.startswith("__") and name.endswith("__"):
            name = name.strip("_")
            return name[1:] if name in {"iadd", "isub", "imul", "radd", "rmul"} else name
        return name.strip("_")

    @property
    def first(self) -> Any:
        """The first input; the output where the step has none."""
        return self.given[0] if self.given else self.values[0]

    def replay(self, inputs: list[Tensor]) -> list[Tensor]:
        """The step on other inputs."""
        leaves = list(self.leaves)
        for place, tensor in zip(self.places, inputs, strict=True):
            leaves[place] = tensor
        args, kwargs = tree_unflatten(leaves, self.spec)
        return tensors_of(self.call(*args, **kwargs))


class Tape(TorchFunctionMode):
    """Records the steps of one forward run.

    Arguments:
        masks: gives the dropout mask of the k-th dropout, (k, shape, rate) -> array; dropout is
            as the module has it without.
    """

    def __init__(self, module: nn.Module, masks: Callable[..., np.ndarray] | None = None) -> None:
        super().__init__()
        self.names = {id(child): name for name, child in module.named_modules()}
        self.parameters = {id(p) for p in module.parameters()}
        self.masks = masks
        self.dropouts = 0
        self.steps: list[Step] = []
        self.known: dict[int, Source] = {}
        self.derived: dict[int, nn.Parameter] = {}
        self.kept: list[Any] = []
        self.within: list[nn.Module] = []
        self.inside = False
        self.counts: dict[str, int] = {}

    def start(self, inputs: list[Tensor]) -> None:
        """Declare the model's inputs."""
        for k, tensor in enumerate(inputs):
            self.known[id(tensor)] = (INPUT, k)
            self.kept.append(tensor)

    def source(self, tensor: Tensor) -> Source:
        """Which step gave the tensor."""
        return self.known.get(id(tensor), (CONSTANT, 0))

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        name = getattr(func, "__name__", "")
        if self.inside or (name in NOT_STEPS and not is_transpose(func)):
            return func(*args, **kwargs)
        if name in RENAMED:
            return getattr(args[0], RENAMED[name])()
        if name == "to" and args[1:2] == (torch.float32,):
            args = (args[0], torch.float64, *args[2:])
        if name == "type_as":
            return args[0]
        if name == "scaled_dot_product_attention":
            args, kwargs = (*args[:4], 0.0, *args[5:])[: len(args)], {**kwargs, "dropout_p": 0.0}
            if len(args) > 4:
                kwargs.pop("dropout_p")
        if name == "dropout" and self.masks is not None:
            return self.function_dropout(func, args, kwargs)
        return self.record(self.function_name(name), func, args, kwargs)

    def function_name(self, name: str) -> str:
        """relu, then relu_1, ...: in which module it was called, and the how-manieth it is."""
        plain = name.strip("_")
        owner = self.names.get(id(self.within[-1]), "") if self.within else ""
        full = f"{owner}.{plain}" if owner else plain
        count = self.counts.get(full, 0)
        self.counts[full] = count + 1
        return f"{full}_{count}" if count else full

    def record(self, name: str, call: Any, args: Any, kwargs: Any) -> Any:
        """Run one step and note it, if it makes a tensor of what depends on the input."""
        leaves, spec = tree_flatten((tuple(args), dict(kwargs)))
        places = [i for i, x in enumerate(leaves) if isinstance(x, Tensor) and id(x) in self.known]
        sources = [self.known[id(leaves[i])] for i in places]
        was, self.inside = self.inside, True
        try:
            given = [leaves[i].detach().clone() for i in places]
            step = Step(name, call, leaves, spec, places, sources, given)
            step.parameters = [
                self.derived.get(id(x), x)
                for x in leaves
                if isinstance(x, nn.Parameter) or id(x) in self.derived
            ]
            result = call(*args, **kwargs)
        finally:
            self.inside = was
        outputs = tensors_of(result)
        if not places and outputs:
            self.derive(leaves, outputs)
        if not outputs or not (places or has_parameters(call)):
            return result
        if (
            places
            and outputs[0] is leaves[places[0]]
            and step.function in {"contiguous", "to", "double"}
        ):
            return result
        self.inside = True
        step.outputs = outputs
        step.values = [y.detach().clone() for y in outputs]
        if outputs[0].requires_grad:
            outputs[0].register_hook(lambda g, step=step: keep(step, g))
        self.inside = was
        for k, y in enumerate(outputs):
            self.known[id(y)] = (len(self.steps), k)
        self.kept.append((leaves, result))
        self.steps.append(step)
        return result

    def derive(self, leaves: list[Any], outputs: list[Tensor]) -> None:
        """Remember what is a parameter in another shape: self.positions[:, :length]."""
        for leaf in leaves:
            known = self.derived.get(id(leaf), leaf)
            if isinstance(known, nn.Parameter) and outputs[0].numel() == known.numel():
                self.derived[id(outputs[0])] = known
                self.kept.append(outputs)

    def module(self, module: nn.Module, call: Any, args: Any, kwargs: Any) -> Any:
        """A module is called: a step if it is a leaf, else look inside."""
        if self.inside:
            return call(module, *args, **kwargs)
        if not is_leaf(module):
            self.within.append(module)
            try:
                return call(module, *args, **kwargs)
            finally:
                self.within.pop()
        name = self.names.get(id(module), type(module).__name__)
        count = self.counts.get(name, 0)
        self.counts[name] = count + 1
        name = f"{name} (call {count + 1})" if count else name
        if type(module).__name__ in DROPOUTS and module.training and self.masks is not None:
            mask = self.mask(args[0], float(module.p))
            return self.record(name, Masked(module, mask), args, kwargs)
        if isinstance(module, (nn.LSTM, nn.GRU, nn.RNN)) and module.num_layers > 1:
            return self.stacked(name, module, args, kwargs)
        return self.record(name, module, args, kwargs)

    def stacked(self, name: str, module: Any, args: Any, kwargs: Any) -> Any:
        """A recurrent module of several layers, as one step for each of them."""
        from reference.pytorch.models.stacked import run_stacked

        return run_stacked(self, name, module, args, kwargs)

    def function_dropout(self, func: Any, args: Any, kwargs: Any) -> Any:
        """F.dropout, with a shared mask where it is active."""
        values = dict(zip(("input", "p", "training", "inplace"), args, strict=False)) | kwargs
        rate = float(values.get("p", 0.5))
        active = bool(values.get("training", func.__module__ == "torch.nn.functional"))
        name = self.function_name("dropout")
        mask = self.mask(values["input"], rate) if active else None
        return self.record(name, Masked(None, mask, rate), (values["input"],), {})

    def mask(self, x: Tensor, rate: float) -> Tensor:
        """The next dropout mask."""
        assert self.masks is not None
        self.dropouts += 1
        order = (0, *range(2, x.ndim), 1) if x.ndim >= 4 else tuple(range(x.ndim))
        shape = tuple(x.shape[k] for k in order)
        drawn = torch.as_tensor(self.masks(self.dropouts - 1, shape, rate))
        return drawn.permute(tuple(int(k) for k in np.argsort(order)))


class Masked:
    """A dropout whose mask was drawn outside."""

    def __init__(self, module: Any, mask: Tensor | None, rate: float | None = None) -> None:
        self.module, self.mask = module, mask
        self.p = float(module.p) if rate is None else rate

    def __call__(self, x: Tensor) -> Tensor:
        """x times the mask."""
        return x * 1.0 if self.mask is None else x * self.mask


def has_parameters(call: Any) -> bool:
    """Whether a step has weights, so that it counts even on a constant."""
    return isinstance(call, nn.Module) and any(True for _ in call.parameters())


def keep(step: Step, gradient: Tensor) -> None:
    """Note dL/doutput of a step."""
    step.gradient = gradient.detach().clone()


def tensors_of(result: Any) -> list[Tensor]:
    """The tensors in what a call returned."""
    return [x for x in tree_flatten(result)[0] if isinstance(x, Tensor)]


def is_transpose(func: Any) -> bool:
    """Whether it is the property x.T or x.mT."""
    owner = getattr(func, "__self__", None)
    return getattr(owner, "__name__", "") in {"T", "mT"}


def is_leaf(module: nn.Module) -> bool:
    """Whether a module is one step: those of torch.nn, containers and whole transformers apart."""
    if isinstance(module, CONTAINERS) or type(module).__name__ in COMPOSITES:
        return False
    return any(
        cls.__module__.startswith("torch.nn.modules") and cls is not nn.Module
        for cls in (type(module), *(type(module).__bases__ if not list(module.children()) else ()))
    )


@contextmanager
def recording(tape: Tape) -> Iterator[Tape]:
    """Every call of a module goes by the tape, and every function of tensors."""
    original = nn.Module.__call__

    def call(module: nn.Module, *args: Any, **kwargs: Any) -> Any:
        return tape.module(module, original, args, kwargs)

    nn.Module.__call__ = call
    try:
        with tape:
            yield tape
    finally:
        nn.Module.__call__ = original
