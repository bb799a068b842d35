"""The check can fail: planted faults are found, located, and the odd one out is named."""

import numpy as np
import pytest

from compare import catalog, rooms
from compare.check import check, check_case
from compare.runner import CheckUnit


def planted(fault, room="scratch"):
    """A runner in which one room's Trace has the fault."""

    def run(name, concept, problem):
        trace = rooms.run(name, concept, problem)
        return fault(dict(trace)) if name == room else trace

    return run


def bad_quantities(findings):
    return {f.quantity for f in findings if f.verdict == "disagree"}


FAULTS = {
    "a wrong derivative": ("grad:input", lambda g: g * g.dtype.type(1.0001)),
    "a dropped 1/N": ("grad:kernel", lambda g: g * 5),
    "a transposed gradient": ("grad:kernel", lambda g: g.T.copy()),
    "a missing sum": ("grad:bias", lambda g: g[None] * np.ones((5, 1))),
    "a NaN": ("output", lambda y: np.where(np.arange(y.size).reshape(y.shape) == 3, np.nan, y)),
    "an infinity": ("output", lambda y: y / 0.0),
    "a dtype": ("output", lambda y: y.astype(np.float16)),
    "a swap of rows": ("output", lambda y: y[::-1].copy()),
}


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
def test_a_planted_fault_is_found_and_located(name, dtype):
    quantity, fault = FAULTS[name]
    concept = catalog.get("dense")

    def run(room, concept, problem):
        trace = rooms.run(room, concept, problem)
        if room == "scratch" and problem.dtype == dtype:
            trace[quantity] = np.asarray(fault(trace[quantity]))
        return trace

    findings = list(check_case(concept, concept.cases[0], run=run))
    assert bad_quantities(findings) == {quantity}
    worst = [f for f in findings if f.verdict == "disagree"]
    assert all("scratch" in (f.left, f.right) for f in worst)


def test_float64_sees_the_tenth_digit_of_one_element():
    def fault(trace):
        trace["output"].flat[3] *= 1 + 1e-10
        return trace

    concept = catalog.get("dense")
    found = list(check_case(concept, concept.cases[0], dtypes=("float64",), run=planted(fault)))
    assert bad_quantities(found) == {"output"}


def test_the_odd_one_out_is_named():
    def fault(trace):
        trace["grad:input"] = -trace["grad:input"]
        return trace

    concept = catalog.get("dense")
    for room in ("scratch", "keras"):
        found = list(check_case(concept, concept.cases[0], run=planted(fault, room)))
        odd = {f.odd_one_out for f in found if f.verdict == "disagree" and f.dtype == "float64"}
        assert room in odd
        assert odd <= {room, ""}


def test_the_worst_element_is_told():
    def fault(trace):
        trace["output"][2, 1] += 1.0
        return trace

    concept = catalog.get("dense")
    found = list(check_case(concept, concept.cases[0], run=planted(fault)))
    wrong = next(f for f in found if f.verdict == "disagree")
    assert wrong.worst_element == "[2, 1]"
    assert "1 of 20 elements differ (5.0%)" in wrong.message


def test_a_room_that_raises_is_a_row_and_the_others_go_on():
    def run(room, concept, problem):
        if room == "pytorch":
            raise RuntimeError("out of luck")
        return rooms.run(room, concept, problem)

    concept = catalog.get("dense")
    found = list(check_case(concept, concept.cases[0], run=run))
    failed = [f for f in found if f.verdict == "failed"]
    assert {f.left for f in failed} == {"pytorch"}
    assert "RuntimeError: out of luck" in failed[0].message
    assert any(f.verdict == "agree" and f.right == "keras" for f in found)


def test_scratch_that_raises_is_a_row_and_the_others_go_on():
    def run(room, concept, problem):
        if room == "scratch":
            raise IndexError("off by one")
        return rooms.run(room, concept, problem)

    concept = catalog.get("dense")
    found = list(check_case(concept, concept.cases[0], run=run))
    assert {f.left for f in found if f.verdict == "failed"} == {"scratch"}
    assert {f.dtype for f in found if f.verdict == "agree"} == {"float64", "float32"}


def test_a_quantity_that_one_side_lacks_is_a_disagreement():
    def fault(trace):
        del trace["grad:bias"]
        return trace

    concept = catalog.get("dense")
    found = list(check_case(concept, concept.cases[0], run=planted(fault, "keras")))
    assert "grad:bias" in bad_quantities(found)


@pytest.mark.parametrize("absent", [("pytorch",), ("keras",), ("pytorch", "keras")])
def test_what_is_not_installed_is_skipped_and_never_agrees(without_framework, absent):
    without_framework(*absent)
    found = list(check(catalog.get("relu")))
    for room in absent:
        rows = [f for f in found if room in (f.left, f.right)]
        assert rows
        assert {f.verdict for f in rows} == {"skipped"}
        assert {f.message for f in rows} == {"not installed"}
    assert any(f.right == "complex step" and f.verdict == "agree" for f in found)


def test_float32_is_held_to_the_float64_truth():
    def fault(trace):
        if trace["output"].dtype == np.float32:
            trace["output"] = trace["output"] * np.float32(1 + 4e-6)
        return trace

    concept = catalog.get("dense")
    found = list(check_case(concept, concept.cases[0], run=planted(fault)))
    wrong = [f for f in found if f.verdict == "disagree"]
    assert {(f.dtype, f.quantity, f.left, f.right) for f in wrong} == {
        ("float32", "output", "scratch", "float64")
    }
    assert wrong[0].closest in ("pytorch", "keras")


def test_with_an_implementation_missing_conditioning_explains_what_rounding_does():
    record = catalog.get("batch_normalization")
    at = [case.name for case in record.cases].index("large offset")
    unit = CheckUnit(record.name, at, at + 1, ("float32",), ("scratch", "pytorch"))
    found = {f.verdict for f in unit.findings() if f.right == "float64"}
    assert found == {"agree"}
    assert any("ill-conditioned" in f.note for f in unit.findings())
