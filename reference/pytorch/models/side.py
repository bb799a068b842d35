"""Side: a torch.nn.Module as `compare.diff` sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from reference.observed import CONSTANT, INPUT, Layer, Observation, Unobservable
from reference.pytorch.models import files
from reference.pytorch.models import training as learning
from reference.pytorch.models.kinds import read
from reference.pytorch.models.layout import Axes, input_axes, output_axes, plain
from reference.pytorch.models.reading import Reading
from reference.pytorch.models.tape import Step, Tape, recording, tensors_of

FRAMEWORK = "pytorch"
load_weights = files.load
Masks = Callable[..., np.ndarray]


@contextmanager
def exactly() -> Iterator[None]:
    """Compute in float64: what a factory makes meanwhile has such parameters."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


def copied(model: nn.Module) -> nn.Module:
    """A copy in float64, so that the model itself stays as it is."""
    return deepcopy(model).double()


def is_model(value: Any) -> bool:
    """Whether it is a module."""
    return isinstance(value, nn.Module)


class Side:
    """One module: observed, replayed layer by layer, its weights read and written."""

    framework = FRAMEWORK

    def __init__(self, model: nn.Module) -> None:
        self.model = model.double()
        for module in self.model.modules():
            if isinstance(module, nn.MultiheadAttention):
                module.declared_dropout, module.dropout = module.dropout, 0.0
        self.steps: list[Step] = []
        self.readings: list[Reading] = []
        self.axes: list[tuple[list[Axes], list[Axes]]] = []
        self.output_axes: Axes = ()
        self.hints: dict[str, Any] = hints(model)
        self.loss: learning.Loss | None = None
        self.loss_words: dict[str, Any] = {}
        self.optimizer: Any = None
        self.settings: dict[str, Any] = {}

    def native(self, array: np.ndarray, integer: bool = False) -> Tensor:
        """A model input in the framework's layout."""
        value = torch.as_tensor(np.array(array))
        if value.is_floating_point():
            value = value.double().permute(to_native(input_axes(value.ndim))).contiguous()
            return value.requires_grad_()
        return value.long()

    def run(
        self,
        inputs: list[np.ndarray],
        training: bool = False,
        masks: Masks | None = None,
    ) -> tuple[list[Tensor], Tensor, Tape]:
        """Run the model on a tape; nothing of it is changed but running statistics."""
        self.model.train(training)
        self.model.zero_grad(set_to_none=True)
        tensors = [self.native(x) for x in inputs]
        tape = Tape(self.model, masks)
        try:
            with recording(tape):
                tape.start(tensors)
                result = self.model(*tensors)
        except Exception as error:
            raise Unobservable(
                f"the PyTorch model cannot be run: {type(error).__name__}: {first_line(error)}"
            ) from error
        found = tensors_of(result if not isinstance(result, dict) else list(result.values()))
        if not found:
            raise Unobservable("the PyTorch model returned no tensor")
        return tensors, found[0], tape

    def observe(
        self,
        inputs: list[np.ndarray],
        training: bool = False,
        masks: Masks | None = None,
        upstream: Callable[[tuple[int, ...]], np.ndarray] | None = None,
        target: np.ndarray | None = None,
    ) -> Observation:
        """Run the model, forward and backward, and say what every layer did."""
        before = {k: v.clone() for k, v in self.model.state_dict().items()}
        tensors, y, tape = self.run(inputs, training, masks)
        self.steps = tape.steps
        self.readings = [read(step) for step in self.steps]
        self.find_axes(tensors)
        source = tape.known.get(id(y), (CONSTANT, 0))
        axes = self.output_axes = self.axes_of(source, tensors, y.ndim)
        value = None
        try:
            if target is not None and self.loss is not None:
                value = self.loss(y, self.native_target(target))
                value.backward()
            elif upstream is not None and y.requires_grad:
                canonical = tuple(np.array(tuple(y.shape))[list(axes)])
                y.backward(torch.as_tensor(upstream(canonical)).permute(to_native(axes)))
        except Exception as error:
            raise Unobservable(
                f"PyTorch's backward pass raises {type(error).__name__}: {first_line(error)}"
            ) from error
        after = self.state()
        if training:
            self.model.load_state_dict(before)
        return Observation(
            [self.layer(k) for k in range(len(self.steps))],
            canonical_array(y, axes),
            source,
            [
                None if x.grad is None else canonical_array(x.grad, input_axes(x.ndim))
                for x in tensors
            ],
            None if value is None else np.array(value.detach().numpy()),
            after,
        )

    def state(self) -> dict[int, dict[str, np.ndarray]]:
        """Every layer's running statistics."""
        return {
            k: state
            for k, reading in enumerate(self.readings)
            if (state := {n: s.read() for n, s in reading.weights.items() if s.state})
        }

    def prepare_training(self, module: Any, loss: str | None, optimizer: str | None = None) -> None:
        """Find the loss and the optimizer."""
        self.loss = learning.loss_of(self.model, loss, module)
        self.loss_words = learning.loss_words(self.model, module)
        self.optimizer = learning.optimizer_of(self.model, module, optimizer)
        self.settings = learning.settings(self.optimizer) if self.optimizer else {}

    def loss_at(self, output: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss and dL/doutput at a given output, canonical."""
        y = torch.as_tensor(output).permute(to_native(self.output_axes)).contiguous()
        y.requires_grad_()
        assert self.loss is not None
        try:
            value = self.loss(y, self.native_target(target))
            value.backward()
        except Exception as error:
            raise Unobservable(
                f"the PyTorch loss cannot be run: {type(error).__name__}: {first_line(error)}"
            ) from error
        gradient = torch.zeros_like(y) if y.grad is None else y.grad
        return float(value.detach()), canonical_array(gradient, self.output_axes)

    def native_target(self, target: np.ndarray) -> np.ndarray:
        """A target of the output's shape in the output's layout."""
        if target.ndim != len(self.output_axes):
            return target
        return np.ascontiguousarray(target.transpose(to_native(self.output_axes)))

    def step(
        self, inputs: list[np.ndarray], target: np.ndarray, masks: Masks | None, number: int
    ) -> dict[str, Any]:
        """One training step: the loss, and every weight's gradient and update, and the state."""
        assert self.loss is not None
        self.optimizer.zero_grad()
        _, y, tape = self.run(inputs, True, masks)
        self.steps = tape.steps
        self.readings = [read(step) for step in self.steps]
        value = self.loss(y, self.native_target(target))
        value.backward()
        before = self.weights()
        gradients = {
            (k, n): g
            for k, reading in enumerate(self.readings)
            for n, slot in reading.weights.items()
            if (g := slot.gradient()) is not None
        }
        self.optimizer.step()
        after = self.weights()
        return {
            "loss": np.array(value.detach()),
            "penalty": False,
            "gradient": gradients,
            "update": {key: after[key] - before[key] for key in before},
            "after": after,
        }

    def weights(self) -> dict[tuple[int, str], np.ndarray]:
        """Every weight and state, canonical."""
        return {
            (k, n): slot.read()
            for k, reading in enumerate(self.readings)
            for n, slot in reading.weights.items()
        }

    def find_axes(self, tensors: list[Tensor]) -> None:
        """The axes of every step's inputs and outputs."""
        self.axes = []
        for k, step in enumerate(self.steps):
            ins = [
                self.axes_of(s, tensors, x.ndim)
                for s, x in zip(step.sources, step.given, strict=True)
            ]
            first = output_axes(k, ins, self.steps, self.readings)
            self.axes.append((ins, [first, *(plain(v.ndim) for v in step.values[1:])]))

    def axes_of(self, source: tuple[int, int], tensors: list[Tensor], ndim: int) -> Axes:
        """The axes of a value, by where it comes from."""
        index, which = source
        if index == INPUT:
            return input_axes(ndim) if tensors[which].is_floating_point() else plain(ndim)
        return plain(ndim) if index < 0 else self.axes[index][1][which]

    def layer(self, k: int) -> Layer:
        """Step k as a Layer."""
        step, reading = self.steps[k], self.readings[k]
        ins, outs = self.axes[k]
        arguments = dict(reading.arguments)
        arguments.pop("dims", None)
        if not arguments.pop("batch_first", True) and ins[0] == plain(len(ins[0])):
            arguments["time_first"] = True
        if "axis" in arguments:
            arguments["axis"] = canonical_axis(arguments["axis"], ins[0])
        gradient = step.gradient
        return Layer(
            step.name,
            reading.kind,
            arguments,
            {name: slot.read() for name, slot in reading.weights.items()},
            tuple(name for name, slot in reading.weights.items() if slot.state),
            tuple(name for name, slot in reading.weights.items() if slot.frozen),
            list(step.sources),
            [canonical_array(x, a) for x, a in zip(step.given, ins, strict=True)],
            [canonical_array(y, a) for y, a in zip(step.values, outs, strict=True)],
            None if gradient is None else canonical_array(gradient, outs[0]),
            {n: g for n, s in reading.weights.items() if (g := s.gradient()) is not None},
        )

    def replay(self, k: int, inputs: list[np.ndarray]) -> list[np.ndarray]:
        """Layer k on other inputs, all canonical; running statistics stay as they are."""
        step = self.steps[k]
        ins, outs = self.axes[k]
        state = {n: s.read() for n, s in self.readings[k].weights.items() if s.state}
        tensors = []
        for x, axes, was in zip(inputs, ins, step.given, strict=True):
            tensor = torch.as_tensor(np.array(x)).permute(to_native(axes)).to(was.dtype)
            tensors.append(tensor.contiguous())
        with torch.no_grad():
            found = step.replay(tensors)
        for name, value in state.items():
            self.readings[k].weights[name].write(value)
        return [
            canonical_array(y, a if len(a) == y.ndim else plain(y.ndim))
            for y, a in zip(found, outs, strict=False)
        ]

    def write(self, k: int, name: str, value: np.ndarray) -> None:
        """Set a weight of layer k, given in the canonical layout."""
        self.readings[k].weights[name].write(value)

    def snapshot(self) -> dict[str, np.ndarray]:
        """All weights under the framework's names and in its layout."""
        return {k: v.detach().numpy().copy() for k, v in self.model.state_dict().items()}

    def restore(self, weights: dict[str, np.ndarray]) -> None:
        """Set all weights, as `snapshot` gave them."""
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                value.copy_(torch.as_tensor(weights[name]))


def hints(model: nn.Module) -> dict[str, Any]:
    """What the module says of its input: the first leaf's kind and sizes."""
    for child in model.modules():
        if isinstance(child, nn.Embedding):
            return {"first": "embedding", "vocabulary": child.num_embeddings}
        if isinstance(child, nn.Linear):
            return {"first": "dense", "features": child.in_features}
        if isinstance(child, nn.RNNBase):
            return {"first": "recurrent", "features": child.input_size}
        if isinstance(child, nn.Conv1d):
            return {"first": "conv1d", "features": child.in_channels}
        if isinstance(child, nn.modules.conv._ConvNd):
            return {"first": "conv2d", "features": child.in_channels}
    return {}


def canonical_axis(axis: Any, axes: Axes) -> Any:
    """A native axis, or several, as canonical ones."""
    if axis is None:
        return None
    if isinstance(axis, int):
        return axes.index(axis)
    return tuple(sorted(axes.index(a) for a in axis))


def to_native(axes: Axes) -> tuple[int, ...]:
    """The permutation from canonical to native."""
    return tuple(int(i) for i in np.argsort(axes))


def canonical_array(tensor: Tensor, axes: Axes) -> np.ndarray:
    """A NumPy copy of a tensor in the canonical layout."""
    return np.ascontiguousarray(tensor.detach().permute(axes).numpy()).copy()


def first_line(error: Exception) -> str:
    """The beginning of an error's message."""
    return (str(error).strip().splitlines() or [""])[0][:300]
