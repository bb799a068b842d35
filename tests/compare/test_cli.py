"""The command line: what it prints, its exit codes, and one clear line for every mistake."""

import json
import sys

import numpy as np
import pytest

from compare import catalog, cli, scratch_room
from compare.concept import Concept
from compare.files import write_json
from compare.runner import empty_results


@pytest.fixture
def threefold(monkeypatch, capsys):
    """Run the command line in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["threefold", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        return stopped.value.code or 0, printed.out, printed.err

    return run


def test_list_shows_every_concept_and_workload(threefold):
    code, shown, _ = threefold("list")
    assert code == 0
    for name in (*catalog.concepts(), "xor", "breast_cancer", "mnist_mlp"):
        assert name in shown


def test_check_prints_error_and_headroom_and_exits_with_0(threefold):
    code, shown, _ = threefold("check", "relu", "mean_squared_error")
    assert code == 0
    assert "headroom" in shown
    assert "2 concepts" in shown
    assert "all agree" in shown


def test_check_writes_the_rows_of_results_json(threefold, tmp_path):
    target = tmp_path / "rows.json"
    assert threefold("check", "relu", "--json", target)[0] == 0
    written = json.loads(target.read_text())
    assert written["schema"] == 1
    assert {
        "environment",
        "agreement",
        "oracle",
        "trajectories",
        "accuracy",
        "timing",
        "skipped",
    } <= (set(written))
    row = written["agreement"][0]
    assert row["concept"] == "relu"
    assert row["verdict"] == "agree"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("fault", "quantity"),
    [
        (lambda trace: trace["grad:kernel"].__imul__(2), "grad:kernel"),
        (lambda trace: trace["output"].__setitem__((2, 1), np.nan), "output"),
    ],
    ids=["a doubled gradient", "a NaN"],
)
def test_a_fault_exits_with_1_and_is_named(threefold, monkeypatch, fault, quantity):
    def faulty(make, problem):
        trace = run_layer(make, problem)
        if trace["output"].shape == (5, 4):
            fault(trace)
        return trace

    run_layer = scratch_room.RUNNERS["layer"]
    monkeypatch.setitem(scratch_room.RUNNERS, "layer", faulty)
    code, shown, _ = threefold("check", "dense")
    shown = " ".join(shown.split())
    assert code == 1
    assert "1 disagree (dense)" in shown
    assert quantity in shown
    assert "The odd one out is scratch" in shown or quantity == "output"
    assert "[2, 1]" in shown or quantity != "output"


def test_nothing_compared_is_a_failure(threefold, monkeypatch):
    monkeypatch.setattr("compare.runner.check_all", lambda *_: [])
    code, shown, _ = threefold("check", "relu")
    assert code == 1
    assert "Nothing was compared" in shown


def test_a_missing_framework_is_said_and_the_rest_still_runs(threefold, without_framework):
    without_framework("pytorch", "keras")
    code, shown, said = threefold("check", "relu")
    assert code == 0
    assert "pytorch: skipped: not installed" in said
    assert "keras: skipped: not installed" in said
    assert "(scratch)" in shown


def test_train_shows_accuracy_for_each_that_is_there(threefold, without_framework, tmp_path):
    without_framework("keras")
    target = tmp_path / "xor.json"
    code, shown, said = threefold("train", "xor", "--epochs", 5, "--json", target)
    assert code == 0
    assert "keras: skipped: not installed" in said
    written = json.loads(target.read_text())
    assert {row["implementation"] for row in written["accuracy"]} == {"scratch", "pytorch"}
    assert "last loss" in shown


def test_saved_weights_can_be_loaded_by_another_implementation(threefold, tmp_path):
    weights = tmp_path / "xor.safetensors"
    assert threefold("train", "xor", "-i", "scratch", "--epochs", 50, "--save", weights)[0] == 0
    code, shown, _ = threefold("train", "xor", "-i", "pytorch", "--epochs", 1, "--load", weights)
    assert code == 0
    assert "pytorch" in shown


def test_variants_are_trained_together_in_one_table(threefold):
    code, shown, _ = threefold("train", "regularization", "-i", "scratch", "--epochs", 1)
    assert code == 0
    for name in ("none", "l1", "l2", "dropout", "batch_normalization"):
        assert f"regularization_{name} " in shown
    assert "gap" in shown


def test_train_with_nothing_installed_exits_with_3(threefold, without_framework):
    without_framework("keras")
    code, _, said = threefold("train", "xor", "-i", "keras")
    assert code == 3
    assert "None of the implementations" in said


MISTAKES = {
    "an unknown command": (["frob"], 2, "No such command 'frob'"),
    "an unknown option": (["check", "--frob"], 2, "--frob"),
    "an unknown concept": (["check", "dence"], 2, "Did you mean dense? Received: 'dence'"),
    "one file for several": (["train", "regularization", "--save", "w.pt"], 2, "single workload"),
    "an unknown workload": (["train", "xor9"], 2, "WORKLOAD must be one of"),
    "negative epochs": (["train", "xor", "--epochs", "-3"], 2, "--epochs must be an integer >= 1"),
    "epochs in words": (["train", "xor", "--epochs", "many"], 2, "many"),
    "no seeds": (["train", "xor", "--seeds", "0"], 2, "--seeds must be an integer >= 1"),
    "an unknown dtype": (["check", "--dtype", "float16"], 2, "float16"),
    "bad threads": (["bench", "xor", "--threads", "two"], 2, "--threads must be counts"),
    "too few rounds": (["bench", "xor", "--rounds", "1"], 2, "--rounds must be an integer >= 3"),
    "a file nowhere": (["check", "relu", "--json", "/nowhere/x.json"], 2, "existing folder"),
    "an unknown profile": (["report", "--profile", "huge"], 2, "huge"),
    "no data folder": (["train", "mnist_mlp", "--data-dir", "/nowhere"], 2, "must be a folder"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_clear_line_without_a_traceback(threefold, mistake):
    arguments, expected, says = MISTAKES[mistake]
    code, shown, said = threefold(*arguments)
    assert code == expected
    assert says in said
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in shown + said


def test_a_corrupt_weights_file_is_named(threefold, tmp_path):
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"not weights")
    code, _, said = threefold("train", "xor", "--load", broken)
    assert code == 2
    assert str(broken) in said


def test_weights_of_another_network_are_refused(threefold, tmp_path):
    weights = tmp_path / "xor.safetensors"
    threefold("train", "xor", "-i", "scratch", "--epochs", 1, "--save", weights)
    code, _, said = threefold("train", "breast_cancer", "--load", weights)
    assert code == 2
    assert "must hold the weights of breast_cancer" in said


def test_corrupt_data_is_named_and_not_half_used(threefold, tmp_path):
    folder = tmp_path / "mnist"
    folder.mkdir()
    for name in ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"):
        (folder / f"{name}-ubyte.gz").write_bytes(b"damaged")
    code, _, said = threefold("train", "mnist_mlp", "--data-dir", tmp_path)
    assert code == 2
    assert "ubyte.gz" in said


def test_an_error_of_ours_is_one_line_too(threefold, monkeypatch):
    def broken(_):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(catalog, "get", broken)
    code, _, said = threefold("check", "relu")
    assert code == 1
    assert "internal error: RuntimeError: out of luck" in said


def test_an_interrupted_run_says_so(threefold, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(catalog, "get", interrupted)
    code, _, said = threefold("check", "relu")
    assert code == 130
    assert "stopped" in said


def test_no_arguments_show_the_help(threefold):
    code, shown, _ = threefold()
    assert code == 0
    assert "Usage" in shown
    assert isinstance(catalog.get("relu"), Concept)


def test_two_runs_are_compared_and_a_loss_exits_with_1(threefold, tmp_path):
    row = {
        "concept": "relu", "case": "ordinary", "dtype": "float64", "quantity": "output",
        "left": "scratch", "right": "keras", "message": "", "note": "", "odd_one_out": "",
        "scaled_error": 0.0, "tolerance": 1e-12, "worst_element": "", "headroom": None,
    }  # fmt: skip
    a, b, page, changes = (tmp_path / n for n in ("a.json", "b.json", "page.html", "c.json"))
    for file, verdict in ((a, "agree"), (b, "disagree")):
        write_json(file, {**empty_results(), "agreement": [{**row, "verdict": verdict}]})
    assert threefold("compare-runs", a, a)[0] == 0
    code, shown, _ = threefold("compare-runs", a, b, "--html", page, "--json", changes)
    assert code == 1
    assert "worse" in shown
    assert "relu, ordinary" in page.read_text()
    assert json.loads(changes.read_text())["changes"][0]["verdict"] == "worse"
    assert threefold("compare-runs", a, b, "--fail-on", "speed")[0] == 0
    assert threefold("compare-runs", b, a)[0] == 0


def test_a_run_that_is_not_there_is_said(threefold, tmp_path):
    code, _, said = threefold("compare-runs", tmp_path, tmp_path)
    assert code == 2
    assert "Received: " in said


def test_a_page_is_written_again_from_its_results(threefold, tmp_path):
    write_json(tmp_path / "results.json", empty_results())
    code, shown, _ = threefold("page", tmp_path, "--output", tmp_path / "again", "--compact")
    assert code == 0, shown
    assert (tmp_path / "again" / "results.json.gz").is_file()
    assert threefold("page", tmp_path / "none", "--output", tmp_path / "x")[0] == 2
