"""The command, `validate` and `assert_agrees`: exit codes, JSON, options, one line of trouble."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compare.validation import corpus

FOLDER = Path(__file__).parents[2] / "mutants"
header = corpus.header


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "compare", "validate", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )


ROOT = Path(__file__).parents[3]


def test_the_command_writes_json_and_exits_as_it_says(tmp_path):
    wrong = FOLDER / "wrong" / "dense_updates_first.py"
    right = FOLDER / "right" / "dense_tuple.py"
    for path, code, verdict in ((wrong, 1, "wrong"), (right, 0, "right")):
        file = tmp_path / f"{verdict}.json"
        target = f"{path}:{header(path)['object']}"
        done = run(target, "--like", "dense", "--json", str(file), cwd=ROOT)
        assert done.returncode == code, done.stderr
        found = json.loads(file.read_text())
        assert found["verdict"] == verdict
        assert {"convention", "cause", "fix", "evidence", "assumed"} <= set(found)


@pytest.mark.full
@pytest.mark.parametrize(
    ("text", "arguments", "says"),
    [
        ("def relu(x): return x", ["--like", "nonsense"], "must be a concept"),
        ("def relu(x): return x", ["NAME:other"], "no object of this name"),
        ("raise OSError('no data')", ["--like", "relu"], "Your code"),
        ("while True: pass", ["--like", "relu", "--seconds", "2"], "time limit"),
        ("def relu(x: return", ["--like", "relu"], "Your code"),
        ("def thing(x): return x", ["NAME:thing"], "--like"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_code_2(tmp_path, text, arguments, says):
    file = tmp_path / "mine.py"
    file.write_text(text)
    name = next((a.partition(":")[2] for a in arguments if a.startswith("NAME:")), "relu")
    options = [a for a in arguments if not a.startswith("NAME:")]
    done = run(f"{file}:{name}", *options, "--json", str(tmp_path / "out.json"), cwd=ROOT)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out.json").exists()


@pytest.mark.full
def test_no_framework_is_loaded():
    code = (
        "import sys; from compare import validate\n"
        "def relu(x): return x * (x > 0)\n"
        "assert validate(relu).verdict == 'right'\n"
        "print(sorted({'torch', 'tensorflow', 'keras'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_assert_agrees_raises_with_the_diagnosis():
    from compare import assert_agrees

    def relu(x):
        return abs(x)

    with pytest.raises(AssertionError, match="wrong"):
        assert_agrees(relu)


ODD = """
import numpy as np
class Layer:
    def __init__(self, first, second):
        self.alpha = np.random.randn(first, second)
        self.omega = np.zeros(second)
        self.steepness = {}
    def forward(self, x):
        self.x = x
        return x @ self.alpha + self.omega
    def backward(self, d):
        self.steepness["one"] = self.x.T @ d
        self.steepness["two"] = d.sum(0)
        return d @ self.alpha.T
"""


@pytest.mark.full
def test_params_grads_and_make_say_what_names_do_not(tmp_path):
    file = tmp_path / "odd.py"
    file.write_text(ODD)
    options = ["--params", "kernel=alpha,bias=omega", "--grads", "kernel=one,bias=two"]
    done = run(f"{file}:Layer", "--like", "dense", "--make", "Layer(3, 4)", *options, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "grad:kernel" in done.stdout


def test_an_option_that_is_no_pair_is_refused(tmp_path):
    file = tmp_path / "odd.py"
    file.write_text(ODD)
    done = run(f"{file}:Layer", "--like", "dense", "--params", "alpha", cwd=ROOT)
    assert done.returncode == 2
    assert "--params" in done.stderr


@pytest.mark.full
def test_like_list_shows_the_concepts():
    done = run("--like", "list", cwd=ROOT)
    assert done.returncode == 0
    assert {"conv2d", "lstm_cell", "network", "softmax_cross_entropy"} <= set(done.stdout.split())


@pytest.mark.full
def test_the_concept_is_guessed_from_the_name_and_said(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text("import numpy as np\ndef my_relu(x): return np.maximum(x, 0)")
    done = run(f"{file}:my_relu", cwd=ROOT)
    assert done.returncode == 0
    assert "taken for relu" in done.stdout


@pytest.mark.full
def test_what_nothing_explains_comes_with_a_script(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(ODD.replace("self.x.T @ d", "self.x.T @ d**3"))
    out = tmp_path / "out.json"
    options = ["--params", "kernel=alpha,bias=omega", "--grads", "kernel=one,bias=two"]
    done = run(f"{file}:Layer", "--like", "dense", *options, "--json", str(out), cwd=ROOT)
    assert done.returncode == 1, done.stdout + done.stderr
    found = json.loads(out.read_text())
    assert "from mine import Layer" in found["script"]
    assert found["ruled_out"]
    ran = subprocess.run(
        [sys.executable, "-c", found["script"]], cwd=tmp_path, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.full
def test_all_asks_the_frameworks_too(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text("import numpy as np\ndef relu(x): return np.maximum(x, 0)")
    done = run(f"{file}:relu", "--all", cwd=ROOT)
    assert done.returncode == 0
    assert "comparisons" in done.stdout
