"""The graph of a Keras model, flattened: nested models and the user's own layers are opened.

A functional model has its graph. A subclassed model or layer is called once on symbolic tensors,
which gives one; layers of Keras and operations of keras.ops are its nodes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import keras
from keras import tree
from keras.src.models.functional import Functional

from reference.keras.models.tf_functions import taken_up
from reference.observed import INPUT, Source


@dataclass
class Step:
    """One entry: what was called, on what, and what came out.

    Attributes:
        call: takes the argument list and gives the outputs.
        operation: the Keras layer or operation, for its arguments and weights.
        leaves: the call's arguments, flattened; `places` are those that depend on the input.
        part: which part of the layer this is where one layer is several steps.
    """

    name: str
    operation: Any
    call: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    places: list[int]
    sources: list[Source]
    given: list[Any]
    masks: list[Any]
    part: str = ""
    outputs: list[Any] = field(default_factory=list)

    @property
    def first(self) -> Any:
        """The first input; the output where the step has none."""
        return self.given[0] if self.given else self.outputs[0]

    def replay(self, inputs: list[Any]) -> list[Any]:
        """The step on other inputs."""
        leaves = tree.flatten((self.args, self.kwargs))
        for place, value, mask in zip(self.places, inputs, self.masks, strict=True):
            if mask is not None:
                keras.src.backend.set_keras_mask(value, mask)
            leaves[place] = value
        args, kwargs = tree.pack_sequence_as((self.args, self.kwargs), leaves)
        return tensors_of(self.call(*args, **kwargs))


def tensors_of(result: Any) -> list[Any]:
    """The tensors in what a call returned."""
    return [x for x in tree.flatten(result) if keras.ops.is_tensor(x)]


def mask_of(tensor: Any) -> Any:
    """The time mask that travels with a tensor."""
    return keras.src.backend.get_keras_mask(tensor)


class Recorder:
    """Notes steps as they run."""

    def __init__(self, inputs: list[Any]) -> None:
        self.steps: list[Step] = []
        self.known: dict[int, Source] = {id(x): (INPUT, k) for k, x in enumerate(inputs)}
        self.kept: list[Any] = [inputs]
        self.counts: dict[str, int] = {}

    def record(
        self,
        name: str,
        operation: Any,
        call: Callable[..., Any],
        args: Any,
        kwargs: Any,
        part: str = "",
    ) -> Any:
        """Run one step and note it, if it depends on the model's input."""
        leaves = tree.flatten((tuple(args), dict(kwargs)))
        places = [k for k, x in enumerate(leaves) if id(x) in self.known]
        given = [leaves[k] for k in places]
        result = call(*args, **kwargs)
        outputs = tensors_of(result)
        if not outputs or not (places or getattr(operation, "weights", None)):
            return result
        if any(y is x for y in outputs for x in given):
            copied = {id(y): keras.ops.copy(y) for y in outputs}
            for y in outputs:
                keras.src.backend.set_keras_mask(copied[id(y)], mask_of(y))
            result = tree.map_structure(lambda y: copied.get(id(y), y), result)
            outputs = tensors_of(result)
        step = Step(
            self.numbered(name) if not part else name,
            operation,
            call,
            tuple(args),
            dict(kwargs),
            places,
            [self.known[id(x)] for x in given],
            given,
            [mask_of(x) for x in given],
            part,
            outputs,
        )
        for k, y in enumerate(outputs):
            self.known[id(y)] = (len(self.steps), k)
        self.kept.append((leaves, result))
        self.steps.append(step)
        return result

    def numbered(self, name: str) -> str:
        """The name, with its number where the same layer is called again."""
        count = self.counts.get(name, 0)
        self.counts[name] = count + 1
        return f"{name} (call {count + 1})" if count else name


Leaf = Callable[[Recorder, Any, tuple[Any, ...], dict[str, Any]], Any]


class Interpreter:
    """Runs a model's graph with real tensors; every leaf goes by `leaf`."""

    def __init__(self, recorder: Recorder, leaf: Leaf, training: bool) -> None:
        self.recorder, self.leaf, self.training = recorder, leaf, training

    def run(self, operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The operation on real tensors, opened where it is made of others."""
        if isinstance(operation, keras.Sequential):
            x = args[0]
            for layer in operation.layers:
                x = self.run(layer, (x,), {})
            return x
        if isinstance(operation, keras.layers.InputLayer):
            return args[0] if args else None
        if type(operation) is Functional or (
            isinstance(operation, Functional) and type(operation).call is Functional.call
        ):
            return self.graph(
                operation._inputs, operation._outputs_struct, tree.flatten(args), own=True
            )
        if isinstance(operation, keras.layers.TimeDistributed):
            operation = unwrapped(operation)
            kwargs = {k: v for k, v in kwargs.items() if k != "mask"}
        if isinstance(operation, keras.layers.Layer) and opened(operation):
            return self.traced(operation, args, kwargs)
        return self.leaf(self.recorder, operation, args, kwargs)

    def traced(self, layer: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The user's own layer: called once on symbolic tensors."""
        kwargs = dict(kwargs)
        if getattr(layer, "_call_has_training_arg", False) and kwargs.get("training") is None:
            kwargs["training"] = self.training
        pairs: list[tuple[Any, Any]] = []

        def symbol(x: Any) -> Any:
            if not keras.ops.is_tensor(x):
                return x
            made = keras.KerasTensor(tuple(x.shape), keras.backend.standardize_dtype(x.dtype))
            if mask_of(x) is not None:
                keras.src.backend.set_keras_mask(made, mask_of(x))
            pairs.append((made, x))
            return made

        symbols = tree.map_structure(symbol, (tuple(args), kwargs))
        if not layer.built:
            layer(*args, **kwargs)
        with calls_as_nodes(symbol, self.training), taken_up():
            result = layer.call(*symbols[0], **symbols[1])
        return self.graph([s for s, _ in pairs], result, [x for _, x in pairs])

    def graph(self, symbols: list[Any], outputs: Any, values: list[Any], own: bool = False) -> Any:
        """Run every node that `outputs` need; a model's own graph hands its mode to every layer."""
        found = {id(s): x for s, x in zip(symbols, values, strict=False)}

        def value(x: Any) -> Any:
            return found.get(id(x), x) if isinstance(x, keras.KerasTensor) else x

        for node in nodes_for(outputs, set(found)):
            args, kwargs = tree.map_structure(value, (node.arguments.args, node.arguments.kwargs))
            if own and takes_training(node.operation):
                kwargs = {**kwargs, "training": self.training}
            result = self.run(node.operation, tuple(args), kwargs)
            for symbol, y in zip(node.output_tensors, tensors_of(result), strict=False):
                found[id(symbol)] = y
        return tree.map_structure(value, outputs)


@contextmanager
def calls_as_nodes(symbol: Callable[[Any], Any], training: bool) -> Iterator[None]:
    """Layers that are called on a constant alone (positions) become nodes too; all get the mode."""
    original = keras.layers.Layer.__call__

    def call(layer: Any, *args: Any, **kwargs: Any) -> Any:
        given = tree.flatten((args, kwargs))
        if not any(isinstance(x, keras.KerasTensor) for x in given):
            args, kwargs = tree.map_structure(symbol, (args, kwargs))
        if takes_training(layer) and kwargs.get("training") is None:
            kwargs["training"] = training
        return original(layer, *args, **kwargs)

    keras.layers.Layer.__call__ = call
    try:
        yield
    finally:
        keras.layers.Layer.__call__ = original


def takes_training(operation: Any) -> bool:
    """Whether a layer behaves differently in training."""
    return bool(getattr(operation, "_call_has_training_arg", False))


def opened(layer: Any) -> bool:
    """Whether a layer is the user's own, whose `call` is looked into."""
    return not type(layer).__module__.startswith("keras.")


def unwrapped(layer: Any) -> Any:
    """The layer inside a TimeDistributed, where it treats every step alike by itself."""
    inner = layer.layer
    return inner if isinstance(inner, (keras.layers.Dense, keras.layers.Activation)) else layer


def nodes_for(outputs: Any, given: set[int]) -> Iterator[Any]:
    """The nodes between the given tensors and the outputs, each after those that it needs."""
    done: set[int] = set()
    order: list[Any] = []

    def visit(tensor: Any) -> None:
        if not isinstance(tensor, keras.KerasTensor) or id(tensor) in given:
            return
        history = getattr(tensor, "_keras_history", None)
        if history is None:
            return
        node = history.operation._inbound_nodes[history.node_index]
        if id(node) in done or node.is_input:
            return
        done.add(id(node))
        for x in node.input_tensors:
            visit(x)
        order.append(node)

    for tensor in tree.flatten(outputs):
        visit(tensor)
    return iter(order)
