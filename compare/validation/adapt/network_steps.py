"""How a network by hand is met: built, run forward, and brought to take one step."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compare.validation.adapt.observation import (
    GRADIENT_WORDS,
    Encounter,
    Observation,
    changes,
    flatten,
    gradients_of,
    snapshot,
)
from compare.validation.arrays import last_name
from compare.validation.calling import NotMet, bind, method, parameters, quietly
from compare.validation.names import BACKWARD, FORWARD, plain
from compare.validation.subject import Subject

Array = np.ndarray

WORDS: dict[str, tuple[str, ...]] = {
    "in": ("inputsize", "nin", "nx", "inputdim", "ninputs", "inputnodes", "inputs", "nfeatures",
           "infeatures", "ninput", "numinputs", "inputlayersize", "inputneurons", "d", "sizein"),
    "hidden": ("hiddensize", "nhidden", "nh", "hiddendim", "hidden", "hiddennodes", "hiddenunits",
               "hiddenlayersize", "numhidden", "hiddenneurons", "nhiddenunits", "h", "hiddens"),
    "out": ("outputsize", "nout", "ny", "outputdim", "noutputs", "outputnodes", "numclasses",
            "nclasses", "outputs", "outfeatures", "noutput", "outputlayersize", "k", "output"),
    "sizes": ("layers", "layersizes", "sizes", "layerdims", "architecture", "dims", "layersdims",
              "nodes", "layout", "units", "shape", "topology"),
    "hidden_sizes": ("hiddensizes", "hiddenlayers", "hiddendims", "hiddenlayersizes"),
    "input": ("x", "xtrain", "inputs", "input", "data", "features", "batch", "xbatch", "a0",
              "inputdata", "inputdataset", "inputslist", "trainx", "samples", "trainingdata"),
    "target": ("y", "t", "ytrue", "target", "targets", "labels", "ytrain", "ybatch", "label",
               "yb", "expected", "truth", "outputdata", "targetslist", "trainy", "desired"),
    "prediction": ("ypred", "yhat", "pred", "output", "out", "a2", "al", "predictions", "probs",
                   "o", "a", "p", "activations"),
    "learning_rate": (*GRADIENT_WORDS["learning_rate"], "rate"),
    "epochs": ("epochs", "nepochs", "numepochs", "iterations", "niterations", "numiterations",
               "iters", "niter", "numiters", "maxiter", "nsteps", "steps", "epoch", "maxepochs"),
    "batch_size": ("batchsize", "minibatchsize"),
    "pairs": ("minibatch", "trainingdata", "batchofpairs"),
    "shuffle": ("shuffle",),
    "verbose": ("verbose", "printcost", "printloss", "debug", "printevery", "verbosity"),
}  # fmt: skip
STEPS = (
    "train_step", "training_step", "train_on_batch", "train_batch", "fit_batch",
    "update_mini_batch", "update_batch", "partial_fit", "sgd_step", "gradient_step", "step", "fit",
    "train", "learn",
)  # fmt: skip
GRADIENTS = (
    "gradient", "gradients", "compute_gradients", "compute_gradient", "grads", "backprop",
    "loss_and_gradients", "loss_and_grads", "loss_and_gradient", "get_gradients", "calc_gradients",
)  # fmt: skip
LOSS = (
    "loss", "compute_loss", "cost", "compute_cost", "calculate_loss", "loss_function", "objective",
    "get_loss", "calc_loss", "cost_function", "criterion", "error", "loss_fn", "mse", "loss_func",
)  # fmt: skip
UPDATES = ("update", "update_params", "update_parameters", "apply_gradients", "step",
           "update_weights", "optimize", "apply")  # fmt: skip
SIZES = ("in", "hidden", "out", "sizes", "hidden_sizes")
HIDDEN, ROWS, RATE = 5, 6, 0.125


@dataclass
class Batch:
    """Inputs and targets in one layout.

    Attributes:
        x, y: as they are passed.
        rows, targets: one sample a row, targets as one-hot rows or numbers.
    """

    says: str
    x: Array
    y: Array
    rows: Array
    targets: Array
    columns: bool = False


def batches(inputs: int, outputs: int) -> Iterator[Batch]:
    """Rows, columns, class numbers."""
    rng = np.random.default_rng(1)
    x = rng.standard_normal((ROWS, inputs))
    labels = rng.permutation(np.arange(ROWS) % max(outputs, 2))
    one_hot = labels[:, None] * 1.0 if outputs == 1 else np.eye(outputs)[labels]
    yield Batch("", x, one_hot, x, one_hot)
    yield Batch("samples in columns", x.T.copy(), one_hot.T.copy(), x, one_hot, True)
    if outputs > 1:
        yield Batch("class numbers as targets", x, labels, x, one_hot)
    else:
        yield Batch("targets of shape (n,)", x, labels * 1.0, x, one_hot)


class Network:
    """One network, built on one batch."""

    def __init__(self, subject: Subject, batch: Batch) -> None:
        self.batch, self.rate = batch, RATE
        inputs, outputs = batch.rows.shape[1], batch.targets.shape[1]
        roles: dict[str, Any] = {
            "in": inputs,
            "hidden": HIDDEN,
            "out": outputs,
            "sizes": [inputs, HIDDEN, outputs],
            "hidden_sizes": [HIDDEN],
            "learning_rate": RATE,
            "input": batch.x,
            "target": batch.y,
            "epochs": 1,
            "batch_size": ROWS,
            "seed": 0,
        }
        self.encounter = Encounter(
            subject, roles, WORDS, ("in", "hidden", "out", "learning_rate"), SIZES, seed=0
        )
        self.obj = self.encounter.build()
        if subject.is_function:
            raise NotMet("a class with a training step")
        self.leave_out_data()
        if not self.encounter.weights():
            self.start()
            self.leave_out_data()
        if not self.encounter.weights():
            raise NotMet("its weights")
        self.weights = self.encounter.randomize()
        for name, value in list(vars(self.obj).items()):
            if plain(name) in WORDS["learning_rate"] and isinstance(value, float):
                self.rate = value

    def start(self) -> None:
        """Bring weights into being that only a first call makes."""
        for name in vars(self.obj):
            if plain(name) in WORDS["epochs"]:
                setattr(self.obj, name, 1)
        first = method(
            self.obj, ("initialize", "build", "init_params", "init_weights", "fit", "train")
        )
        if first is None:
            self.run()
        else:
            self.call(first, ("input", "target"))

    def leave_out_data(self) -> None:
        """Arrays that hold the batch or an output are no weights."""
        b = self.batch
        data = ("input", "output", "x", "y", "out", "target", "targets", "layer1", "layer2")
        self.encounter.initial_ways = {
            way
            for way, a in self.encounter.weights().items()
            if plain(last_name(way)) not in data
            and not any(np.array_equal(a, held) for held in (b.x, b.y))
        }

    @property
    def roles(self) -> dict[str, Any]:
        """What a method may ask for."""
        b = self.batch
        columns = [(x[:, None], y.reshape(-1, 1)) for x, y in zip(b.rows, b.targets)]
        return {
            "input": b.x.copy(),
            "target": b.y.copy(),
            "learning_rate": self.rate,
            "epochs": 1,
            "batch_size": ROWS,
            "pairs": columns,
            "shuffle": False,
            "verbose": False,
        }

    def call(self, function: Callable[..., Any], order: tuple[str, ...], **more: Any) -> Any:
        """Call a method with what it asks for, by name or in order."""
        roles = {**self.roles, **more}
        arguments, _ = bind(
            function, roles, WORDS, order, ("target", "epochs", "batch_size", "shuffle", "verbose")
        )
        return quietly(function, **arguments)

    def run(self) -> Array:
        """The outputs, one sample a row."""
        names = [
            n for n in FORWARD if n not in ("step", "loss", "cost", "calculate", "run", "apply")
        ]
        forward = method(self.obj, [*(n for n in names if n != "predict"), "query", "predict"])
        if forward is None:
            raise NotMet("a method that runs forward")
        out = self.call(forward, ("input",))
        arrays = [a for _, a in flatten(out) if a.ndim and ROWS in a.shape]
        if out is None:
            held = {plain(k): v for k, v in vars(self.obj).items() if isinstance(v, np.ndarray)}
            arrays = [held[n] for n in ("a2", "output", "yhat", "o", "out", "a3") if n in held][:1]
        if not arrays:
            raise NotMet("the outputs of its forward pass")
        y = (
            arrays[0]
            if isinstance(out, tuple) and not isinstance(out[-1], np.ndarray)
            else arrays[-1]
        )
        y = np.asarray(y, np.float64)
        if y.ndim == 1:
            return y[:, None]
        return y.T if y.shape[1] == ROWS else y

    def own_loss(self) -> float | None:
        """The network's own loss on the batch, where it has one."""
        f = method(self.obj, LOSS)
        if f is None:
            return None
        y = self.run()
        given = y.T if self.batch.columns else y
        out = self.call(f, ("input", "target"), prediction=given)
        value = out[0] if isinstance(out, tuple) else out
        return float(np.asarray(value)) if np.ndim(value) == 0 and value is not None else None

    def restore(self, weights: Mapping[str, Array]) -> None:
        """Give the weights these values."""
        from compare.validation.arrays import put

        held = self.encounter.weights()
        for way, value in weights.items():
            if way in held and held[way].ndim:
                held[way][...] = value.reshape(held[way].shape)
            else:
                put(self.obj, way, value.copy() if value.ndim else float(value))


@dataclass
class Step:
    """The gradients of one step, and how they were had."""

    says: str
    gradients: dict[str, Array]
    after: dict[str, Array] = field(default_factory=dict)
    applied: bool = False


def steps(subject: Subject, batch: Batch) -> Iterator[Callable[[], tuple[Network, Step]]]:
    """The ways in which a network may be brought to give its gradients."""
    for name in (*STEPS, *GRADIENTS, *LOSS, *BACKWARD):

        def way(name: str = name) -> tuple[Network, Step]:
            network = Network(subject, batch)
            found = method(network.obj, (name,))
            if found is None:
                raise NotMet(f"a method {name}")
            return network, taken(network, found, name)

        yield way


def taken(network: Network, function: Callable[..., Any], name: str) -> Step:
    """Call it after a forward pass, and see what changes."""
    words = [plain(p.name) for p in parameters(function)]
    own = {w for role in ("input", "pairs") for w in WORDS[role]}
    out: Any = None
    if name in (*BACKWARD, *GRADIENTS) and not (set(words) & own and name in GRADIENTS):
        out = network.run()
        out = out.T if network.batch.columns else out
    before = snapshot(network.obj)
    order: tuple[str, ...] = ("input", "target", "learning_rate")
    if out is not None and not set(words) & own:
        order = ("target", "learning_rate")
    result = network.call(function, order, **({} if out is None else {"prediction": out.copy()}))
    after = snapshot(network.obj)
    moved = [way for way in network.weights if way in after and not same(after, before, way)]
    if not moved:
        update = method(network.obj, UPDATES)
        if update is not None and name in BACKWARD and plain(update.__name__) != plain(name):
            network.call(update, ("learning_rate",))
            after = snapshot(network.obj)
            moved = [w for w in network.weights if w in after and not same(after, before, w)]
    if moved:
        new = {way: np.array(after[way], np.float64) for way in network.weights if way in after}
        given = {w: (network.weights[w] - new[w]) / network.rate for w in new}
        return Step(f"{name}, which updates the weights", given, new, True)
    seen = Observation(given={}, found=flatten(result))
    seen.found += [(w, after[w]) for w in changes(before, after) if w not in network.weights]
    shapes = {w: a.shape for w, a in network.weights.items()}
    found = gradients_of(seen, {w: w for w in network.weights}, shapes)
    if not found:
        raise NotMet("its gradients")
    return Step(name, {w: np.asarray(c[0][1], np.float64) for w, c in found.items()})


def same(a: Mapping[str, Array], b: Mapping[str, Array], way: str) -> bool:
    """Whether an array has kept its values."""
    return way in b and np.array_equal(a[way], b[way])
