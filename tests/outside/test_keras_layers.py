"""Keras's own unit tests, run on scratch: their vectors, their arguments, their tolerances.

The tests come with Keras. Each module below is imported as it is, the names under which it knows
Keras's layers, losses, activations, optimizers or schedules are bound to stand-ins that pass the
calls on to scratch, and its test methods are run. What a stand-in cannot pass on, as scratch has no
such thing and does not claim to (sample weights, quantization, three dimensions of space), raises
`Missing`, which is counted; anything else that goes wrong is a failure.
"""

import importlib
import importlib.util
import inspect
import re
import unittest
from unittest import mock

import numpy as np
import pytest

from scratch import activations, initializers, layers, losses, optimizers, schedules

if importlib.util.find_spec("keras") is None:
    pytest.skip("Keras is not installed", allow_module_level=True)

CONVENIENCES = {
    "dtype": ("float32", "float16", None),
    "name": (None,),
    "data_format": ("channels_last", None),
    "implementation": (0, 1, 2),
    "unroll": (False, True),
    "use_cudnn": (False, "auto"),
    "stateful": (False,),
    "flash_attention": (None, False),
    "synchronized": (False,),
}
"""Arguments of Keras, and the values for which they change nothing in the mathematics."""


class Missing(Exception):
    """Scratch has no such thing, and does not claim to."""


def array(value):
    """Variables, tensors and lists as arrays."""
    if isinstance(value, (list, tuple)):
        return [array(v) for v in value]
    return (
        value if value is None or isinstance(value, (bool, int, float, str)) else np.asarray(value)
    )


def understood(make, arguments):
    """The arguments that `make` takes, after those that change nothing are left out."""
    known = set()
    for part in inspect.getmro(make) if isinstance(make, type) else [make]:
        init = part.__init__ if isinstance(part, type) else part.__call__
        known |= set(inspect.signature(init).parameters)
    kept = {}
    for name, value in arguments.items():
        if name in known:
            kept[name] = value
        elif name not in CONVENIENCES or value not in CONVENIENCES[name]:
            raise Missing(f"{make}: {name}={value!r}")
    return kept


class Namespace:
    """A module of Keras, of which only what scratch has can be found."""

    def __init__(self, found):
        self.__dict__.update(found)

    def __getattr__(self, name):
        raise Missing(name)


# Layers


class Variable:
    """A parameter as Keras hands it out: an array that can be assigned to."""

    def __init__(self, store, name):
        self.store, self.name = store, name

    def assign(self, value):
        self.store[self.name][...] = value

    def __array__(self, *_, **__):
        return self.store[self.name]

    @property
    def shape(self):
        return self.store[self.name].shape


class Layer:
    """A layer of scratch, called and filled as Keras's are."""

    def __init__(self, *arguments, **named):
        arguments = [a.layer if isinstance(a, Layer) else a for a in arguments]
        named = {k: v.layer if isinstance(v, Layer) else v for k, v in named.items()}
        self.layer = self.make(*arguments, **understood(self.make, named))

    def build(self, input_shape=(None, 1), *more):
        shapes = (input_shape, *more)
        self.layer.build(shapes if more else input_shape, np.random.default_rng(0))

    def set_weights(self, weights):
        for params, value in zip(self.layer.params.values(), weights, strict=True):
            params[...] = value

    def compute_mask(self, x, mask=None):
        return self.layer.compute_mask(array(x), mask)

    def compute_output_shape(self, shape):
        return self.layer.output_shape(shape)

    def __call__(self, *inputs, **named):
        known = inspect.signature(self.layer.forward).parameters
        if unknown := set(named) - set(known):
            raise Missing(f"forward: {unknown}")
        named = {name: array(value) for name, value in named.items()}
        return self.layer.forward(*map(array, inputs), **named)

    def __getattr__(self, name):
        if name in ("bias", "kernel", "gamma", "beta", "embeddings"):
            return Variable(self.layer.params, name) if name in self.layer.params else None
        if name in ("moving_mean", "moving_variance"):
            return self.layer.state[name]
        raise Missing(name)


def layer_stand_ins():
    found = {n: type(n, (Layer,), {"make": getattr(layers, n)}) for n in layers.__all__}
    del found["Layer"]
    return Namespace(found)


# Losses, activations, optimizers, schedules


def loss_stand_ins():
    def stand_in(make):
        def of(**arguments):
            loss = make(**understood(make, arguments))

            def call(y_true, y_pred, sample_weight=None):
                if sample_weight is not None:
                    raise Missing("sample weights")
                return loss(array(y_true), array(y_pred))

            return call

        return of

    return Namespace({n: stand_in(getattr(losses, n)) for n in losses.__all__ if n[0].isupper()})


def activation_stand_ins():
    def stand_in(f):
        def call(x, **arguments):
            if isinstance(arguments.get("axis"), tuple):
                raise Missing("several axes")
            return f(array(x), **understood(f, arguments))

        return call

    return Namespace({name: stand_in(f) for name, f in activations.ACTIVATIONS.items()})


def optimizer_stand_in(name):
    make = getattr(optimizers, name)

    class Optimizer:
        def __init__(self, *arguments, **named):
            self.optimizer = make(*arguments, **understood(make, named))

        def apply_gradients(self, pairs):
            grads, variables = zip(*pairs)
            params = [np.array(v) for v in variables]
            self.optimizer.step(params, [np.asarray(g) for g in grads])
            for variable, value in zip(variables, params):
                variable.assign(value)

        def _clip_gradients(self, grads):
            return self.optimizer.clip(grads)

        def __getattr__(self, name):
            raise Missing(name)

    return {name: lambda: Optimizer}


def initializer_stand_ins():
    return Namespace({"Constant": initializers.Constant})


def schedule_stand_ins():
    def stand_in(make):
        return lambda *a, **named: make(*a, **understood(make, named))

    names = ("CosineDecay", "ExponentialDecay")
    return Namespace({name: stand_in(getattr(schedules, name)) for name in names})


LAYERS = {"layers": layer_stand_ins, "initializers": initializer_stand_ins}
CONV = "^test_(conv2d|conv2d_transpose|depthwise_conv2d)[0-9]*$"
STEPS = "single_step|weight_decay(?!_is)|golden|clip_"
SUITES = {
    "activations.activations_test": ({"activations": activation_stand_ins}, "", 19),
    "layers.attention.multi_head_attention_test": (LAYERS, "_correctness_enable", 1),
    "layers.convolutional.conv_test": (LAYERS, CONV, 5),
    "layers.convolutional.conv_transpose_test": (LAYERS, CONV, 4),
    "layers.convolutional.depthwise_conv_test": (LAYERS, CONV, 3),
    "layers.core.dense_test": (LAYERS, "^test_dense_correctness", 1),
    "layers.core.embedding_test": (
        LAYERS,
        "^test_(correctness|masking|compute_mask)(?!.*sparse)",
        3,
    ),
    "layers.normalization.layer_normalization_test": (LAYERS, "^test_(output|unsorted)", 2),
    "layers.pooling.average_pooling_test": (LAYERS, "2d", 4),
    "layers.pooling.global_average_pooling_test": (LAYERS, "2d", 2),
    "layers.pooling.global_max_pooling_test": (LAYERS, "2d", 2),
    "layers.pooling.max_pooling_test": (LAYERS, "2d", 3),
    "layers.rnn.bidirectional_test": (LAYERS, "correctness|initial|masking|return", 3),
    "layers.rnn.gru_test": (LAYERS, "correctness|initial|masking|return", 5),
    "layers.rnn.lstm_test": (LAYERS, "correctness|initial|masking", 4),
    "layers.rnn.simple_rnn_test": (LAYERS, "correctness|initial|masking", 3),
    "losses.losses_test": ({"losses": loss_stand_ins}, "(?<!shape_mismatch)$", 17),
    "optimizers.adagrad_test": (optimizer_stand_in("Adagrad"), STEPS, 4),
    "optimizers.adam_test": (optimizer_stand_in("Adam"), STEPS, 4),
    "optimizers.adamw_test": (optimizer_stand_in("AdamW"), STEPS, 4),
    "optimizers.rmsprop_test": (optimizer_stand_in("RMSprop"), STEPS, 4),
    "optimizers.schedules.learning_rate_schedule_test": (
        {"schedules": schedule_stand_ins},
        "^test_(?!fit)",
        6,
    ),
    "optimizers.sgd_test": (optimizer_stand_in("SGD"), STEPS, 3),
}
"""The module, the names that are bound anew, which of its methods, how many must be expressible."""


def methods(module, pattern):
    """(class, method) of every test of a module whose name fits."""
    for found in vars(module).values():
        if isinstance(found, type) and issubclass(found, unittest.TestCase):
            for method in unittest.TestLoader().getTestCaseNames(found):
                if re.search(pattern, method):
                    yield found, method


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("suite", SUITES)
def test_suite_of_keras(suite, subtests, pytestconfig):
    names, pattern, enough = SUITES[suite]
    pytestconfig.addinivalue_line("markers", "requires_trainable_backend: a mark of Keras's tests")
    try:
        module = importlib.import_module(f"keras.src.{suite}")
    except ImportError:
        pytest.skip(f"this Keras comes without its tests: {suite}")
    replaced = {name: make() for name, make in names.items() if hasattr(module, name)}
    passed, beyond = 0, {}
    with mock.patch.multiple(module, **replaced):
        for found, method in methods(module, pattern):
            with subtests.test(f"{found.__name__}.{method}"):
                case = found(method)
                case.setUp()
                try:
                    getattr(case, method)()
                    passed += 1
                except (Missing, unittest.SkipTest) as why:
                    beyond[f"{found.__name__}.{method}"] = str(why)
    assert passed >= enough, beyond
