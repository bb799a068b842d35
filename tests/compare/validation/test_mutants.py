"""Planted faults and right implementations: every verdict right, causes named, no false alarm."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from compare.validation.engine import judge
from compare.validation.load import find, load_module

FOLDER = Path(__file__).parents[2] / "mutants"
FILES = sorted(FOLDER.glob("right/*.py")) + sorted(FOLDER.glob("wrong/*.py"))
QUICK = FILES[::4]


def header(path):
    """The `word: value` lines of a file's docstring."""
    text = re.search(r'"""(.*?)"""', path.read_text(encoding="utf-8"), re.DOTALL).group(1)
    return dict(re.findall(r"^(\w+): (.*)$", text, re.MULTILINE))


@cache
def judged(path):
    """(what the file says, the verdict)."""
    said = header(path)
    module = load_module(path)
    objects = [find(module, name.strip()) for name in said["object"].split(",")]
    return said, judge(objects, said["like"], module)


def check(path):
    said, found = judged(path)
    assert found.verdict == said["verdict"], found.sentence()
    if said["verdict"] == "wrong":
        assert found.cause
        assert found.fix


@pytest.mark.parametrize("path", QUICK, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_quarter_of_the_files_are_judged_rightly(path):
    check(path)


@pytest.mark.full
@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_file_is_judged_rightly(path):
    check(path)


def table(files):
    """Lines of the published table: detected, named, false alarms, and who was not named."""
    counts = {"right": 0, "wrong": 0, "false alarms": 0, "detected": 0, "named": 0}
    unnamed = []
    for path in files:
        said, found = judged(path)
        counts[said["verdict"]] += 1
        if said["verdict"] == "right":
            counts["false alarms"] += found.verdict != "right"
        else:
            counts["detected"] += found.verdict == "wrong"
            named = found.verdict == "wrong" and re.search(
                said["cause"], found.cause, re.IGNORECASE
            )
            counts["named"] += bool(named)
            if not named:
                unnamed.append(f"  {path.stem}: {found.sentence()}")
    lines = [f"{what:>14} {number:4d}" for what, number in counts.items()]
    return counts, [*lines, *unnamed]


@pytest.mark.full
def test_ninety_five_in_a_hundred_causes_are_named(capsys):
    counts, lines = table(FILES)
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert counts["right"] >= 60
    assert counts["wrong"] >= 80
    assert counts["false alarms"] == 0
    assert counts["detected"] == counts["wrong"]
    assert counts["named"] >= 0.95 * counts["wrong"]


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
