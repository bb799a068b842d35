"""The verdict: it agrees only where something was compared and all of it agrees."""

import pytest

from compare.report.summary import concepts
from compare.report.verdict import verdict


def test_agreement_states_how_much_and_how_close(results):
    found = verdict(results)
    assert found.word == "agree"
    assert found.sentence == (
        "2 concepts in 3 implementations, 8 quantities compared: all agree; the worst float64 "
        "error is 3.1e-16, 3,200 times inside the tolerance."
    )
    assert "48 comparisons between the implementations, 4 gradients" in found.remarks[0]
    assert found.remarks[-1] == "Skipped: keras in relu and dense (not installed)."


@pytest.mark.parametrize("left", [{}, {"agreement": [], "oracle": []}])
def test_nothing_compared_is_a_failure(left, results):
    found = verdict(left | {"skipped": results["skipped"], "timing": results["timing"]})
    assert found.word == "failed"
    assert found.sentence.startswith("Nothing was compared")


def test_only_skipped_rows_are_a_failure(results):
    assert verdict({"agreement": results["skipped"]}).word == "failed"


def test_a_disagreement_is_named_with_the_worst(unequal):
    found = verdict(unequal)
    assert found.word == "disagree"
    assert found.sentence == (
        "1 of 3 concepts and workloads disagrees: dense. The worst is dense (ordinary, output, "
        "float64): scratch against pytorch differ by 0.0003, 3e+08 times the tolerance."
    )


def test_arrays_that_cannot_be_compared_are_the_worst_of_all(unequal):
    unequal["agreement"][5] |= {"verdict": "disagree", "scaled_error": None}
    assert "relu (ordinary, output, float32): keras" in verdict(unequal).sentence


@pytest.mark.parametrize("section", ["oracle", "trajectories", "timing"])
def test_a_disagreement_counts_wherever_it_is(section, results):
    results[section][0] |= {"verdict": "disagree", "first_divergent_step": 3}
    assert verdict(results).word == "disagree"


def test_what_failed_to_run_is_no_agreement(results):
    results["agreement"].append(results["skipped"][0] | {"verdict": "failed"})
    found = verdict(results)
    assert found.word == "failed"
    assert "relu" in found.sentence


def test_equal_to_the_last_bit_is_said(results):
    for row in [*results["agreement"], *results["oracle"]]:
        row["scaled_error"] = 0.0
    assert "equal to the last bit" in verdict(results).sentence


def test_a_wider_tolerance_is_said_and_does_not_hide_the_usual_ones(results):
    results["agreement"][0] |= {"scaled_error": 9e-9, "tolerance": 1e-8}
    found = verdict(results)
    assert "error is 3.1e-16" in found.sentence
    assert any(r.startswith("1 float64 comparison is held to a wider") for r in found.remarks)


def test_cases_without_a_counterpart_are_counted_together(results):
    results["skipped"][0]["message"] = "not applicable: there is none"
    remarks = verdict(results).remarks
    assert any(remark.startswith("1 run is left out") for remark in remarks)


def test_who_is_closest_is_the_one_with_the_least_float32_error(results):
    for row in results["agreement"]:
        if row["dtype"] == "float32":
            row["scaled_error"] = {"scratch": 2e-7, "pytorch": 1e-7, "keras": 3e-7}[row["left"]]
    (relu, _) = concepts(results["agreement"], results["concepts"])
    assert relu.closest == "pytorch"
    assert relu.wins == {"pytorch": 4}
    assert relu.family == "activations"


def test_equal_errors_are_a_tie(results):
    for row in results["agreement"]:
        if row["dtype"] == "float32":
            row["scaled_error"] = 1e-7
    assert concepts(results["agreement"], [])[0].closest == "tied"


def test_accuracies_that_are_not_shown_to_be_equivalent_are_named(results):
    rows = [{"workload": name, "verdict": "agree"} for name in ("xor", "gan")]
    results["equivalence"] = rows
    assert not any("equivalent" in remark for remark in verdict(results).remarks)
    rows[1]["verdict"] = "not shown"
    said = "1 of 2 pairs of accuracies are not shown to be equivalent: gan."
    assert said in verdict(results).remarks


def test_unstable_times_are_counted(results):
    timed = results["timing"]
    loose = sum(not row["stable"] for row in timed)
    said = f"{loose} of {len(timed)} times are unstable"
    assert loose
    assert any(remark.startswith(said) for remark in verdict(results).remarks)
    for row in timed:
        row["stable"] = True
    assert not any("unstable" in remark for remark in verdict(results).remarks)
