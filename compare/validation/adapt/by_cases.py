"""Concepts without an adapter of their own: called in every case of the catalogue."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.arrays import SYNONYMS
from compare.validation.calling import NotMet, bind, quietly
from compare.validation.judge import survivors
from compare.validation.measure import NEAR, numbers, residual, worst
from compare.validation.names import plain
from compare.validation.subject import Subject, Theirs
from compare.validation.transforms import transformed
from compare.validation.verdict import Verdict

WORDS: dict[str, tuple[str, ...]] = {
    "y_true": ("ytrue", "y", "target", "targets", "t"),
    "y_pred": ("ypred", "yhat", "pred", "output"),
    "x": ("x", "inputs", "input", "data", "a", "images", "image", "features"),
    "train": ("train", "xtrain", "data", "x"),
    "values": ("values", "x", "new", "test"),
    "order": ("order", "permutation", "perm", "indices", "idx"),
    "fraction": ("testsize", "testfraction", "fraction", "ratio", "testratio"),
    "maxlen": ("maxlen", "maxlength", "length"),
    "target_shape": ("targetshape", "shape", "newshape", "dims"),
    "learning_rate": ("lr", "alpha", "eta"),
}


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on a plain function (or a class that is called), case by case."""
    from compare import catalog
    from compare.pytest_plugin import reference_cases

    if concept not in catalog.concepts() or catalog.get(concept).kind != "function":
        return None
    if not subject.is_function:
        raise NotMet("a plain function")
    compared, raised = 0, list[Exception]()
    for case in reference_cases(concept):
        ran, errors = survivors([partial(called, subject, case)])
        raised += errors
        for given, wanted in ran:
            compared += 1
            found = compare(concept, case, given, wanted)
            if found is not None:
                return found
    if not compared:
        theirs = [e for e in raised if not isinstance(e, NotMet)]
        if theirs:
            raise Theirs(f"{type(theirs[0]).__name__}: {theirs[0]}")
        raise NotMet("its arguments")
    return verdict.right(concept, [], evidence=[f"compared in {compared} cases of the catalogue"])


def called(subject: Subject, case: Any) -> tuple[list[Any], list[np.ndarray]]:
    """(what it gives, what the reference gives) in one case."""
    roles = {
        k: np.array(v) if isinstance(v, np.ndarray) else v
        for k, v in {**case.inputs, **case.call, **case.arguments}.items()
    }
    words: Mapping[str, tuple[str, ...]] = {
        role: (*WORDS.get(role, ()), *next((s for s in SYNONYMS if plain(role) in s), ()))
        for role in roles
    }
    arguments, taken = bind(subject.forward, roles, words, tuple(roles), tuple(case.arguments))
    if set(case.arguments) - set(taken.values()):
        raise NotMet("all arguments of this case")
    out = quietly(subject.forward, **arguments)
    given = list(out.values()) if isinstance(out, dict) else out
    given = list(given) if isinstance(given, (tuple, list)) else [given]
    wanted = [a for name, a in case.expected.items() if not name.startswith("grad:")]
    if len(wanted) == 1 and len(given) != 1:
        given = [out]
    return given, wanted


def compare(concept: str, case: Any, given: list[Any], wanted: list[np.ndarray]) -> Verdict | None:
    """What is wrong in one case, or None."""
    if len(given) < len(wanted):
        return verdict.wrong(
            concept,
            f"it returns {len(given)} values where {len(wanted)} are expected",
            "return them all",
        )
    for got, expected in zip(given, wanted):
        array = numbers(got)
        if array is not None and array.shape == expected.shape:
            if residual(array, np.asarray(expected, float)) <= NEAR:
                continue
            change = transformed("output", array, np.asarray(expected, float), [], {})
            if change is not None:
                return verdict.wrong(
                    concept, change.says, change.fix, evidence=[f"case {case.name!r}"]
                )
        return verdict.wrong(
            concept,
            f"the result is wrong in the case {case.name!r}, and none of the known mistakes "
            "explains it",
            "compare it with the equation",
            evidence=[worst(got, np.asarray(expected, float))],
        )
    return None
