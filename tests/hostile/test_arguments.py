"""Whatever is given to the layers, losses, optimizers and functions from scratch: it works, or
the error is the documented one, which names what it received."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import catalog
from compare.scratch_room import load
from reference.passing import passed

CONCEPTS = list(catalog.concepts().values())
FEW, MANY = 8, 100
UNEXPECTED = "unexpected keyword argument|takes no arguments"
NUMBERS = [-(2**40), -1, 0, 1, 2, 7, -0.5, 0.5, 1.5, 1e300, float("nan"), float("inf"), 1j]
WORDS = ["", "relu?", "same", "valid", "tanh", "ñ\x00", b"same"]
CONTAINERS = [(), [], (1,), (2, 2), (2, 2, 2), [[1], [1, 2]], {}, {"x": 1}, {1, 2}]
ARRAYS = [np.array([1.0, np.nan]), np.array(["a"]), np.array([None]), np.float32(2.5), np.int8(-3)]
JUNK = [None, True, False, *NUMBERS, *WORDS, *CONTAINERS, *ARRAYS, object()]

junk = st.sampled_from(JUNK)


@st.composite
def bent(draw, array):
    """An input of another shape or dtype, or no array at all."""
    way = draw(st.sampled_from(["junk", "axis", "drop", "size", "empty", "dtype"]))
    if way == "junk" or not array.ndim:
        return draw(junk)
    axis = draw(st.integers(0, array.ndim - 1))
    if way == "axis":
        return np.expand_dims(array, axis)
    if way == "drop":
        return array.take(0, axis=axis)
    if way == "size":
        return np.concatenate([array, array], axis=axis)
    if way == "empty":
        return array.take([], axis=axis)
    dtype = draw(st.sampled_from(["int8", "uint64", "bool", "complex64", "U8", "O"]))
    with np.errstate(all="ignore"):
        return array.astype(dtype)


@st.composite
def spoiled(draw, concept):
    """(constructor's arguments, inputs, what the call takes besides) of a case, one of them bad."""
    case = draw(st.sampled_from(concept.cases))
    arguments = dict(case.arguments)
    inputs = {name: d.array(0, "float64") for name, d in case.inputs.items()}
    call = {n: d.array(0, "float64") if hasattr(d, "array") else d for n, d in case.call.items()}
    given = [(which, name) for which in (arguments, inputs, call) for name in which]
    given.append((arguments, "no_such_argument"))
    which, name = draw(st.sampled_from(given))
    which[name] = draw(bent(which[name]) if isinstance(which.get(name), np.ndarray) else junk)
    return arguments, inputs, call


def use(concept, arguments, inputs, call):
    """Do with the concept what its kind is for."""
    thing = load(concept.family, concept.name, concept.symbol)
    if concept.kind in ("activation", "function"):
        thing(**inputs, **arguments, **call)
    elif concept.kind == "layer":
        layer = thing(**arguments)
        layer.forward(*passed(layer, inputs.values()), **call)
    elif concept.kind == "initializer":
        thing(**arguments)(call["shape"], 0)
    elif concept.kind == "optimizer":
        thing(**arguments)
    else:
        thing(**arguments)(*inputs.values())


def documented(error):
    """Whether it is the error that the docstrings promise."""
    text = str(error)
    unexpected = isinstance(error, TypeError) and re.search(UNEXPECTED, text)
    return isinstance(error, (ValueError, TypeError)) and ("Received" in text or bool(unexpected))


def assert_works_or_says_what_it_received(concept, spoilt):
    with np.errstate(all="ignore"):
        try:
            use(concept, *spoilt)
        except Exception as error:
            if not documented(error):
                raise


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
@settings(max_examples=FEW)
@given(data=st.data())
def test_bad_arguments_are_refused_by_name(concept, data):
    assert_works_or_says_what_it_received(concept, data.draw(spoiled(concept)))


@pytest.mark.full
@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
@settings(max_examples=MANY)
@given(data=st.data())
def test_many_bad_arguments_are_refused_by_name(concept, data):
    assert_works_or_says_what_it_received(concept, data.draw(spoiled(concept)))
