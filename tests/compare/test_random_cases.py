"""Random cases: all agree; a planted fault is found, shrunk, and printed as a script that fails."""

import subprocess
import sys

import numpy as np
import pytest

from compare import catalog, cli
from compare.agreement import Finding
from compare.check import DTYPES
from compare.concept import ROOMS, Case
from compare.conditioning import judged_again
from compare.draws import normal
from compare.problem import problem_of
from compare.random_cases import check_random, try_cases, with_random
from scratch.layers.max_pooling2d import MaxPooling2D

CONCEPTS = with_random(())
ODD_IMAGES = """
from scratch.layers.max_pooling2d import MaxPooling2D

right = MaxPooling2D.backward

def wrong(self, dy):
    dx = right(self, dy)
    return 2 * dx if self.windows.strides == (2, 2) and dx.shape[1] % 2 else dx

MaxPooling2D.backward = wrong
"""


def tried(name, count, dtypes=DTYPES, only=ROOMS, seed=0):
    return try_cases(catalog.get(name), count, seed, dtypes, only)


def run_script(text):
    """The exit code and standard error of a script of its own."""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def assert_all_agree(trial):
    assert trial.smallest is None, trial.script()
    assert trial.cases
    assert any(f.verdict == "agree" for found in trial.cases.values() for f in found)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
def test_a_few_random_cases_agree(concept):
    assert_all_agree(try_cases(concept, 3, 1, DTYPES, ROOMS))


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
def test_2000_random_cases_agree(concept):
    assert_all_agree(try_cases(concept, -(-2000 // len(CONCEPTS)), 2, DTYPES, ROOMS))


@pytest.mark.parametrize(
    ("dtypes", "only"),
    [(("float64",), ROOMS), (("float64",), ("scratch",)), (("float32",), ROOMS)],
    ids=["by pairs", "by the witness", "in float32"],
)
def test_a_planted_fault_is_found_shrunk_and_printed(monkeypatch, dtypes, only):
    monkeypatch.setattr(MaxPooling2D, "backward", MaxPooling2D.backward)
    exec(ODD_IMAGES, {})
    trial = tried("max_pooling2d", 60, dtypes, only)
    assert trial.smallest is not None
    rows, columns = trial.smallest.inputs["x"].shape[1:3]
    assert rows * columns <= 6
    assert trial.smallest.inputs["x"].shape == (1, rows, columns, 1)
    assert len(trial.cases) < 60
    script = trial.script()
    code, error = run_script(ODD_IMAGES + script)
    assert code == 1
    assert "elements differ" in error
    assert run_script(script) == (0, "")


def test_a_fault_of_one_part_in_ten_thousand_million_is_found(monkeypatch):
    dense = sys.modules["scratch.layers.dense"].Dense
    right = dense.backward
    monkeypatch.setattr(dense, "backward", lambda self, dy: right(self, dy) * (1 + 1e-10))
    assert tried("dense", 5, ("float64",)).smallest is not None


@pytest.mark.parametrize(("ulps", "verdict"), [(10, "agree"), (20, "disagree")])
def test_rounding_is_judged_at_the_scale_of_what_cancels(ulps, verdict):
    dense, eps = catalog.get("dense"), float(np.finfo(np.float32).eps)
    case = Case("1473", {"units": 1}, {"x": normal(2, 1)})  # its gradients nearly cancel
    dy = problem_of(dense, case, "float64").upstream((2, 1))
    assert abs(dy.sum()) < 1e-3 * abs(dy).sum()
    finding = Finding("dense", case.name, "float32", "grad:bias", "scratch", "float64")
    finding.verdict, finding.max_abs_error = "disagree", ulps * eps * abs(dy).sum()
    judged = judged_again(dense, case, finding)
    assert judged.verdict == verdict
    assert ("ill-conditioned" in judged.note) == (verdict == "agree")
    assert judged_again(dense, case.but(smooth=False), finding) is finding


def test_a_fault_of_a_framework_is_printed_as_a_run_of_its_room(monkeypatch):
    twin = pytest.importorskip("reference.pytorch.layers.flatten").Flatten
    fault = """
from reference.pytorch.layers.flatten import Flatten

right = Flatten.forward
Flatten.forward = lambda self, x: right(self, x) * 1.001
"""
    monkeypatch.setattr(twin, "forward", twin.forward)
    exec(fault, {})
    trial = tried("flatten", 5, ("float64",))
    script = trial.script()
    assert "output of scratch against pytorch" in script
    code, error = run_script(fault + script)
    assert code == 1
    assert "elements differ" in error
    assert run_script(script)[0] == 0


@pytest.mark.parametrize("method", ["build", "forward"])
def test_a_crash_is_printed_as_the_run_that_crashes(monkeypatch, method):
    fault = f"""
from scratch.layers.dense import Dense

right = Dense.{method}

def wrong(self, x, *args, **kwargs):
    if (x if {method == "build"} else x.shape)[-1] > 2:
        raise RuntimeError("bang")
    return right(self, x, *args, **kwargs)

Dense.{method} = wrong
"""
    dense = catalog.get("dense")
    layer = sys.modules["scratch.layers.dense"].Dense
    monkeypatch.setattr(layer, method, getattr(layer, method))
    exec(fault, {})
    trial = try_cases(dense, 30, 0, DTYPES, ROOMS)
    assert trial.smallest is not None
    assert trial.smallest.inputs["x"].shape == (1, 3)
    code, error = run_script(fault + trial.script())
    assert code == 1
    assert "bang" in error


def test_a_seed_names_its_cases():
    names = {seed: list(tried("dense", 8, seed=seed).cases) for seed in (1, 2)}
    assert names[1] == list(tried("dense", 8, seed=1).cases)
    assert names[1] != names[2]


def test_cases_are_spread_evenly_and_progress_reaches_the_end():
    steps = []
    found = check_random(
        7, names=["flatten", "add", "relu"], progress=lambda *step: steps.append(step)
    )
    assert [len(tried.cases) for tried in found] == [3, 2, 2]
    assert steps[-1][:2] == (7, 7)
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)


def test_the_command_checks_random_cases(monkeypatch, capsys):
    asked = ["flatten", "add", "--random", "5", "--seed", "3"]
    monkeypatch.setattr(sys, "argv", ["threefold", "check", *asked])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert not stopped.value.code
    shown = capsys.readouterr().out
    assert "5 random cases of 2 concepts, seed 3." in shown
    assert "all agree" in shown


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("dense --random 0", "--random must be an integer >= 1"),
        ("accuracy --random 5", "whose record has random cases. Received: accuracy"),
    ],
)
def test_what_cannot_be_drawn_is_refused(monkeypatch, capsys, asked, says):
    monkeypatch.setattr(sys, "argv", ["threefold", "check", *asked.split()])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err
