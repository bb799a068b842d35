"""Every concept with a pass forward and back can be timed, and the passes are those of its room."""

import numpy as np
import pytest

from compare import catalog, concept_timing, rooms, scratch_stepper
from compare.concept import ROOMS
from compare.concept_timing import enlarged, timed
from compare.problem import problem_of
from compare.timing_process import WorkerError
from tests.compare.test_timing import Stage

TIMED = [concept for concept in catalog.concepts().values() if timed(concept)]
FEW = ["dense", "relu", "mean_squared_error", "lstm", "batch_normalization"]


def test_layers_activations_and_losses_are_timed():
    kinds = {concept.kind for concept in TIMED}
    assert kinds == {"layer", "activation", "loss"}
    left = {c.name for c in catalog.concepts().values() if c.kind in kinds and not timed(c)}
    assert len(left) < 5, left


@pytest.mark.parametrize("concept", TIMED, ids=lambda c: c.name)
def test_the_inputs_are_a_batch_and_scratch_takes_them(concept):
    problem = enlarged(problem_of(concept, timed(concept), "float32"))
    size = max(x.size for x in problem.inputs.values())
    assert concept_timing.ELEMENTS / 2 < size <= concept_timing.ELEMENTS * 8
    asked = concept.kind, concept.family, concept.name, concept.symbol
    scratch_stepper.stepper(*asked, problem)()


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("room", ROOMS)
def test_a_pass_runs_in_every_room(room, name):
    if rooms.why_absent(room):
        pytest.skip(f"{room} is not installed")
    step = concept_timing.step_of(room, name)
    step()
    assert step() is not None or name == "relu"


@pytest.mark.full
@pytest.mark.parametrize("concept", TIMED, ids=lambda c: c.name)
@pytest.mark.parametrize("room", ROOMS[1:])
def test_every_pass_runs_in_the_frameworks(room, concept):
    if rooms.why_absent(room):
        pytest.skip(f"{room} is not installed")
    concept_timing.step_of(room, concept.name)()


def test_a_keras_pass_gives_the_gradients_of_its_room():
    pytest.importorskip("tensorflow")
    from reference.keras import stepper

    dense = catalog.get("dense")
    problem = problem_of(dense, timed(dense), "float64")
    found = stepper.stepper(dense.kind, dense.family, dense.name, dense.symbol, problem)()
    expected = rooms.run("keras", dense, problem)["grad:input"]
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_a_concept_without_a_pass_is_refused():
    with pytest.raises(ValueError, match="Received: accuracy"):
        concept_timing.step_of("scratch", "accuracy")


def test_rows_for_each_concept_and_room_and_a_reason_where_one_cannot(monkeypatch):
    monkeypatch.setattr(rooms, "why_absent", lambda room: "")

    class Refusing(Stage):
        def start(self, contender, cpus, data_dir=None):
            worker = super().start(contender, cpus, data_dir)
            answer = worker.ask

            def ask(question, **details):
                if question == "concept":
                    if (contender.implementation, details["name"]) == ("keras", "relu"):
                        raise WorkerError("no such thing")
                    return {}
                return answer(question, **details)

            worker.ask = ask
            return worker

    stage = Refusing()
    rows = concept_timing.concept_timing(
        ["relu", "dense"], start=stage.start, watch=lambda workers, cpus: lambda: 0.0
    )
    assert [(r["concept"], r["implementation"], r["verdict"]) for r in rows] == [
        ("relu", "keras", "failed"),
        ("dense", "scratch", "agree"),
        ("dense", "pytorch", "agree"),
        ("dense", "keras", "agree"),
    ]
    assert rows[0]["message"] == "no such thing"
    assert rows[2]["ratio_to_scratch"] == 2
