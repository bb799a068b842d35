"""A report is written from units; a stopped one goes on where it was."""

from dataclasses import replace

import pytest

from compare import reporting, units, workloads
from compare.results import load_results
from compare.runner import check_units

SMALL = replace(
    reporting.PROFILES["quick"],
    timed=(),
    left_out=tuple(name for name in workloads.workloads() if name != "diabetes"),
)


def silent(*step):
    """No progress."""


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """A profile of a few seconds: one concept, one workload, no timing, no defects."""
    monkeypatch.setitem(reporting.PROFILES, "quick", SMALL)
    monkeypatch.setattr(reporting, "check_units", lambda: check_units(["relu"]))
    monkeypatch.setattr(reporting.defects, "FRAMEWORKS", ())
    monkeypatch.setattr(reporting.engine, "usable_cores", lambda: 1)


def test_a_stopped_report_goes_on_where_it_was(tmp_path, monkeypatch):
    trained = []

    def run(unit):
        trained.append(unit.room)
        if len(trained) == 3:
            raise KeyboardInterrupt
        return original(unit)

    original = units.Train.run
    monkeypatch.setattr(units.Train, "run", run)
    with pytest.raises(KeyboardInterrupt):
        reporting.make_report("quick", tmp_path, None, False, silent)
    assert [path.name for path in tmp_path.iterdir()] == [".unfinished_quick"]

    page, results = reporting.make_report("quick", tmp_path, None, False, silent, resume=True)
    assert trained == ["scratch", "pytorch", "keras", "keras"]
    assert results["run"]["units_kept"] == 2
    assert [path.name for path in tmp_path.iterdir()] == [page.parent.name]
    found = load_results(page.parent)
    assert set(found.accuracy.implementation) == {"scratch", "pytorch", "keras"}
    assert set(found.agreement.concept) == {"relu"}
    assert (found.trajectories.verdict == "agree").all()


def test_what_a_unit_raises_becomes_a_row(tmp_path, monkeypatch):
    def broken(_):
        raise OSError("no more memory")

    monkeypatch.setattr(units.Train, "run", broken)
    _, results = reporting.make_report("quick", tmp_path, None, False, silent)
    rows = [row for row in results["skipped"] if row["verdict"] == "failed"]
    assert [row["left"] for row in rows] == ["scratch", "pytorch", "keras"]
    assert rows[0]["message"] == "training, seed 0: OSError: no more memory"
    assert not results["accuracy"]


def test_curves_are_thinned_and_keep_their_last_row():
    curves = [{"implementation": "scratch", "step": step} for step in range(1, 1001)]
    kept = units.thinned(curves)
    assert len(kept) == units.POINTS
    assert kept[-1]["step"] == 1000
