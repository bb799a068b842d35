"""The cards at the top say what the rows say."""

import pytest

from compare.report.glance import cards


def row(**values):
    """A row of any section."""
    return {"verdict": "agree", "dtype": "float64", "tolerance": 1e-12, **values}


NOTHING = {"agreement": [], "trajectories": [], "accuracy": [], "timing": []}


def time(implementation, median, workload="xor"):
    """A row of timing."""
    return row(
        workload=workload,
        phase="train_step",
        implementation=implementation,
        mode="default",
        threads=1,
        median_ms=median,
    )


def only(**sections):
    """The one card of results that have but these sections."""
    (card,) = cards({**NOTHING, **sections})
    return card


def test_a_run_without_rows_has_no_cards():
    assert cards(NOTHING) == []


def test_agreement_is_the_worst_error_at_the_usual_tolerance():
    rows = [row(scaled_error=3e-14), row(scaled_error=1e-9, tolerance=1e-7), row(scaled_error=0.0)]
    assert only(agreement=rows).figure == "3e-14"


def test_training_is_the_worst_weight():
    runs = [
        row(workload="xor", max_weight_difference=1e-15, steps=50),
        row(workload="mnist_mlp", max_weight_difference=2e-15, steps=20),
    ]
    card = only(trajectories=runs)
    assert card.figure == "2e-15"
    assert "2 networks trained for up to 50 steps" in card.words


def test_accuracy_is_that_of_the_greatest_test_set():
    rows = [
        {
            "workload": workload,
            "implementation": room,
            "metric": "accuracy",
            "dataset": workload,
            "rows": size,
            "value": value,
        }
        for workload, size, room, value in [
            ("small", 100, "scratch", 0.5),
            ("great", 1000, "scratch", 0.97),
            ("great", 1000, "keras", 0.98),
        ]
    ]
    card = only(accuracy=rows)
    assert card.figure == "97.0% to 98.0%"
    assert card.words == "of 1,000 test rows of great are classified rightly by scratch and keras"


def test_speed_says_also_where_numpy_loses():
    rows = [time("scratch", 2.0), time("pytorch", 6.0), time("keras", 8.0)]
    rows += [time("scratch", 2.0, "gan"), time("pytorch", 1.0, "gan")]
    card = only(timing=rows)
    assert card.figure == "0.5× to 3×"
    assert "ahead in 1 of 2 races" in card.words


def test_faults_count_what_was_found_and_named():
    rows = [
        {"wrong": 3, "detected": 3, "named": 2, "false_alarms": 0},
        {"wrong": 1, "detected": 0, "named": 0, "false_alarms": 1},
    ]
    card = only(faults=rows)
    assert card.figure == "3 of 4"
    assert card.words == "planted faults are found by validate, 2 named, 1 false alarm"


@pytest.mark.parametrize(("section", "figure"), [("defaults", "2"), ("defects", "1 of 2")])
def test_differences_and_defects_are_counted(section, figure):
    assert only(**{section: [{"state": "there"}, {"state": "mended"}]}).figure == figure


def test_defects_that_were_not_measured_are_only_counted():
    card = only(defects=[{"name": "a"}, {"name": "b"}])
    assert card.figure == "2"
    assert "on record" in card.words
