"""Workload: one record that says model, data, training and metrics, for all three rooms.

A Spec is plain data: each room builds its own network from it, out of its own twins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from compare import scratch_room
from compare.datasets import Dataset

if TYPE_CHECKING:
    from compare.search import Search

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Part:
    """A named thing with its arguments: a layer, a loss, an optimizer.

    Attributes:
        name: the concept's name in the catalogue: "dense".
        arguments: of its constructor.
        key: a layer's own name in the network, "dense_1"; weights are "<key>/<parameter>".
    """

    name: str
    arguments: Mapping[str, Any]
    key: str = ""


def part(name: str, **arguments: Any) -> Part:
    """A Part in one line: part("dense", units=4)."""
    return Part(name, arguments)


@dataclass(frozen=True)
class Spec:
    """What a room needs to build and train a network.

    Attributes:
        input_shape: of one sample.
        layers: in order. The last one gives logits where `output` is sigmoid or softmax.
        loss, optimizer: as Parts.
        output: the activation that turns the last layer's result into a prediction. It is taken
            into the loss while training, as Keras itself does in a compiled graph, so that no
            probability is ever clipped.
        adversary: a second network, trained to tell this one's predictions from the targets; this
            one is trained to deceive it. None where the loss compares the two by itself.
        frozen: keys of the layers that stay as they were given.
    """

    input_shape: tuple[int, ...]
    layers: tuple[Part, ...]
    loss: Part
    optimizer: Part
    output: str = "linear"
    adversary: "Spec | None" = None
    frozen: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Who trains it: "network" or "gan"."""
        return "gan" if self.adversary else "network"


def spec(
    input_shape: Sequence[int],
    layers: Sequence[Part],
    loss: Part,
    optimizer: Part,
    output: str = "linear",
    adversary: Spec | None = None,
    frozen: tuple[str, ...] = (),
) -> Spec:
    """A Spec whose layers have names: dense, dense_1, ..."""
    keyed: list[Part] = []
    for layer in layers:
        earlier = sum(other.name == layer.name for other in keyed)
        key = f"{layer.name}_{earlier}" if earlier else layer.name
        keyed.append(Part(layer.name, layer.arguments, key))
    return Spec(tuple(input_shape), tuple(keyed), loss, optimizer, output, adversary, frozen)


def unchanged(y: np.ndarray) -> np.ndarray:
    """y, whose unit is the original one."""
    return y


@dataclass(frozen=True)
class Prepared:
    """Data ready for a network: inputs in float64, targets as the loss wants them.

    Attributes:
        restore: from the network's unit to the original one, in which metrics are given.
        weights: those that are learned already, in place of the workload's own initialization.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    dataset: Dataset
    restore: Callable[[np.ndarray], np.ndarray] = unchanged
    weights: Arrays = field(default_factory=dict)


@dataclass(frozen=True)
class Workload:
    """One example, trained three times.

    Attributes:
        name, title, summary, source: what the reader is told.
        spec: model, loss, optimizer.
        datasets: names of data sets, the first that is there is used.
        prepare: Dataset -> Prepared.
        metrics: metric name -> function (y_true, prediction) -> number.
        batch_size, epochs: of a full training; `quick_epochs` of the quick profile's.
        trajectory_steps: how many float64 steps are compared; in the quick profile `quick_steps`
            of them, unless that is 0.
        seeds: of initial weights and orders, one training each; none where a variant of another
            workload is only compared step by step and timed.
        margin: within which two implementations' first metric counts as equivalent.
        validation_split: the share of the training rows, at their end and before any shuffling,
            that is not trained on but measured after each epoch, as Keras takes it.
        classes: how many there are, for a confusion matrix; 0 where there are none.
        tutorial: the figure that the tutorial states, in words, or "".
        bins: edges between which the predictions for the validation rows are counted after each
            epoch, where their distribution is what matters; else empty.
        search: the grid that is searched before each training, for the settings to train with;
            `spec` and `epochs` are then those of one point of it.
        callbacks: what watches the epochs of a full training, as Parts: early stopping, reduced
            learning rates. scratch's own watch every room; its twins are shown to decide alike.
        gap: the metric whose difference between training and test rows is reported, or "".
    """

    name: str
    title: str
    summary: str
    source: str
    spec: Spec
    datasets: tuple[str, ...]
    prepare: Callable[[Dataset], Prepared]
    metrics: Mapping[str, Callable[..., float]]
    batch_size: int
    epochs: int
    trajectory_steps: int
    quick_epochs: int = 0
    quick_steps: int = 0
    seeds: tuple[int, ...] = (0, 1, 2)
    margin: float = 0.005
    validation_split: float = 0.0
    classes: int = 0
    tutorial: str = ""
    bins: tuple[float, ...] = ()
    gap: str = ""
    callbacks: tuple[Part, ...] = ()
    search: "Search | None" = None

    def initial_weights(self, seed: int, data: Prepared | None = None) -> Arrays:
        """Scratch's own initialization from `seed`, in float64, but for those in `data`."""
        return scratch_room.initial_weights(self.spec, seed) | (data.weights if data else {})

    def rows(self, data: Prepared) -> int:
        """How many of the training rows are trained on; those after them are for validation."""
        return int(len(data.x_train) * (1 - self.validation_split))


def batches(rows: int, batch_size: int, epochs: int, seed: int) -> Iterator[tuple[int, np.ndarray]]:
    """(epoch, row numbers) of every batch: a new order each epoch, no row left out."""
    rng = np.random.default_rng(seed)
    for epoch in range(epochs):
        order = rng.permutation(rows)
        for begin in range(0, rows, batch_size):
            yield epoch, order[begin : begin + batch_size]


def training_steps(
    spec: Spec, rows: int, batch_size: int, epochs: int, seed: int
) -> Iterator[tuple[int, np.ndarray, dict[str, Any]]]:
    """(epoch, row numbers, masks) of every step; masks are given by the layer's key.

    Every implementation trains on these very batches, drops these very values, and turns images
    by these very angles.
    """
    dropping, rng = scratch_room.dropping(spec), np.random.default_rng([seed, 1])
    for epoch, batch in batches(rows, batch_size, epochs, seed):
        shapes = [(key, layer, (len(batch), *shape[1:])) for key, layer, shape in dropping]
        yield epoch, batch, {key: layer.draw_mask(shape, rng) for key, layer, shape in shapes}
