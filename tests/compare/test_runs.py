"""Two runs side by side: what the numbers bear out, and nothing else, is a change."""

import copy

import numpy as np
import pytest

from compare.runs import Change, accuracy, compare_runs, p_value, speed, worse


@pytest.fixture
def run():
    pair = {"case": "ordinary", "dtype": "float64", "left": "scratch", "right": "keras"}
    rows = [
        {**pair, "concept": concept, "quantity": quantity, "verdict": "agree", "message": ""}
        for concept in ("relu", "dense")
        for quantity in ("output", "grad:input")
    ]
    empty = {"oracle": [], "trajectories": [], "accuracy": [], "timing": []}
    return {**empty, "agreement": rows, "environment": {"cpu": "one"}}


def trained(values, metric="accuracy"):
    about = {"workload": "xor", "implementation": "keras", "metric": metric}
    return [{**about, "seed": seed, "value": value} for seed, value in enumerate(values)]


def timed(median, iqr=0.1, cpu="one", ratio=2.0):
    about = {"workload": "xor", "phase": "train_step", "implementation": "keras", "threads": 1}
    spread = {"iqr_ms": iqr, "rounds": 25, "stable": True}
    ratios = {"ratio_to_scratch": ratio, "ratio_low": 0.98 * ratio, "ratio_high": 1.02 * ratio}
    row = {**about, "mode": "default", "median_ms": median, **spread, **ratios}
    return {"environment": {"cpu": cpu}, "timing": [row]}


def test_equal_runs_have_no_change(run):
    assert compare_runs(run, copy.deepcopy(run)) == []


def test_a_lost_agreement_is_worse_and_a_won_one_better(run):
    later = copy.deepcopy(run)
    later["agreement"][0] |= {"verdict": "disagree", "message": "off by 1"}
    (lost,) = compare_runs(run, later)
    assert (lost.before, lost.after, lost.verdict, lost.note) == (
        "agree",
        "disagree",
        "worse",
        "off by 1",
    )
    (won,) = compare_runs(later, run)
    assert won.verdict == "better"
    assert worse([lost, won], ["agreement"]) == [lost]
    assert worse([lost, won], ["speed"]) == []


def test_what_one_run_alone_compared_is_counted(run):
    later = copy.deepcopy(run)
    later["agreement"] = [row for row in run["agreement"] if row["concept"] != "relu"]
    (gone,) = compare_runs(run, later)
    assert (gone.subject, gone.verdict, gone.after) == ("relu", "gone", None)
    assert gone.before == sum(row["concept"] == "relu" for row in run["agreement"])
    (new,) = compare_runs(later, run)
    assert new.verdict == "new"


def test_noise_over_the_seeds_is_no_change():
    rng = np.random.default_rng(0)
    false = 0
    for _ in range(200):
        a, b = rng.normal(0.9, 0.01, (2, 10))
        false += bool(accuracy(trained(a), trained(b)))
    assert false <= 20


def test_a_fall_of_every_seed_is_worse_and_a_fall_of_an_error_better():
    rng = np.random.default_rng(0)
    a = rng.normal(0.9, 0.01, 10)
    b = a - 0.05 + rng.normal(0, 0.001, 10)
    (fall,) = accuracy(trained(a), trained(b))
    assert fall.verdict == "worse"
    assert fall.p < 1e-6
    (error,) = accuracy(trained(a, "rmse"), trained(b, "rmse"))
    assert error.verdict == "better"
    (other,) = accuracy(trained(a, "moment"), trained(b, "moment"))
    assert other.verdict == "changed"


def test_one_seed_is_no_test():
    (change,) = accuracy(trained([0.9]), trained([0.8]))
    assert change.verdict == "changed"
    assert change.p is None


def test_other_seeds_are_compared_by_welch():
    _, note = p_value({0: 1.0, 1: 2.0}, {5: 1.0, 6: 2.0, 7: 3.0})
    assert note.startswith("Welch")


def test_times_change_where_their_intervals_do_not_meet():
    assert speed(timed(2.0), timed(2.02)) == []
    assert speed(timed(2.0, iqr=2.0), timed(2.4, iqr=2.0)) == []
    (slower,) = speed(timed(2.0), timed(3.0))
    assert (slower.verdict, slower.note) == ("worse", "ms")
    (faster,) = speed(timed(3.0), timed(2.0))
    assert faster.verdict == "better"


def test_on_two_processors_ratios_to_scratch_are_compared():
    assert speed(timed(2.0, cpu="one"), timed(9.0, cpu="two")) == []
    (change,) = speed(timed(2.0, cpu="one"), timed(9.0, cpu="two", ratio=3.0))
    assert (change.before, change.after, change.verdict) == (2.0, 3.0, "better")


def test_a_change_is_a_flat_record():
    assert set(Change("speed", "x", 1, 2, "worse").row()) == {
        "section", "subject", "before", "after", "verdict", "p", "note"
    }  # fmt: skip
