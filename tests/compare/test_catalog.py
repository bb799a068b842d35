"""Every record of the catalogue: its cases agree, its bad inputs say what is wrong."""

from pathlib import Path

import numpy as np
import pytest

from compare import catalog, rooms
from compare.bad_input import use
from compare.check import check_case
from compare.concept import ROOMS
from compare.problem import problem_of

CONCEPTS = list(catalog.concepts().values())
CASES = [pytest.param(c, case, id=f"{c.name}-{case.name}") for c in CONCEPTS for case in c.cases]
BAD = [pytest.param(c, bad, id=f"{c.name}-{bad.name}") for c in CONCEPTS for bad in c.bad]
EACH = pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)


@pytest.mark.parametrize(("concept", "case"), CASES)
def test_all_implementations_and_the_witness_agree(concept, case):
    findings = list(check_case(concept, case))
    wrong = [
        f"{f.dtype} {f.quantity}: {f.left} against {f.right}: {f.message}"
        for f in findings
        if f.verdict in ("disagree", "failed")
    ]
    assert not wrong, "\n".join(wrong)
    present = [room for room in case.rooms if not rooms.why_absent(room)]
    if len(present) > 1:
        assert any(f.verdict == "agree" and f.dtype == "float64" for f in findings)
        assert any(f.verdict == "agree" and f.dtype == "float32" for f in findings)


@pytest.mark.parametrize(("concept", "bad"), BAD)
def test_bad_input_names_the_argument_and_what_was_received(concept, bad):
    with pytest.raises(bad.raises) as raised:
        use(concept, bad)
    assert bad.says in str(raised.value)
    assert "Received: " in str(raised.value)


@EACH
def test_each_concept_has_a_file_in_every_room(concept):
    root = Path(__file__).parents[2]
    for folder in ("scratch", "reference/pytorch", "reference/keras"):
        assert (root / folder / concept.family / f"{concept.name}.py").is_file()


@EACH
def test_each_record_tells_what_where_and_how(concept):
    assert concept.title
    assert len(concept.summary.split()) > 5
    assert concept.equation
    assert concept.source
    assert concept.bad, "a concept without an error input"


@EACH
def test_no_implementation_changes_its_inputs(concept):
    case = concept.cases[0]
    problem = problem_of(concept, case, "float64")
    before = {name: value.copy() for name, value in problem.inputs.items()}
    rooms.run("scratch", concept, problem)
    for name, value in problem.inputs.items():
        np.testing.assert_array_equal(value, before[name])


@EACH
def test_the_same_case_gives_the_same_bits_twice(concept):
    for case in concept.cases[:2]:
        first, second = (
            rooms.run("scratch", concept, problem_of(concept, case, "float32")) for _ in range(2)
        )
        for name, value in first.items():
            np.testing.assert_array_equal(value, second[name])


def test_an_unknown_concept_is_answered_with_the_nearest_names():
    with pytest.raises(catalog.UnknownConcept, match="Did you mean dense"):
        catalog.get("dence")


def test_rooms_are_three():
    assert ROOMS == ("scratch", "pytorch", "keras")
