"""The gallery is well-formed and large enough, and `threefold diff` judges every pair rightly.

`python tests/gallery/test_gallery.py [NAME ...]` prints the table.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAIRS = sorted(path.parent for path in HERE.glob("*/expected.json"))
QUICK = ("wrong_batchnorm_epsilon",)
RIGHT_FIELDS = {"input_shape", "arguments", "verdict"}
WRONG_FIELDS = RIGHT_FIELDS | {"left_layer", "right_layer", "where", "cause"}
FRAMEWORKS = {"torch", "keras"}


def expected(pair):
    return json.loads((pair / "expected.json").read_text(encoding="utf-8"))


def run(pair):
    """(exit code, what --json holds) of the command on a pair."""
    said = expected(pair)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "found.json"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "compare", "diff"),
                *(f"{pair / side}.py:build" for side in ("left", "right")),
                *("--input-shape", ",".join(map(str, said["input_shape"]))),
                *said["arguments"],
                *("--json", str(file)),
            ],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        if not file.is_file():
            return done.returncode, {"verdict": f"none: {done.stderr.strip()[-200:]}"}
        return done.returncode, json.loads(file.read_text(encoding="utf-8"))


def places(found):
    """The two names in `first_divergence`, however they are spelled."""
    first = found.get("first_divergence")
    if isinstance(first, dict):
        return [first.get("left"), first.get("right")]
    return list(first) if isinstance(first, (list, tuple)) else [first, first]


def allowed(name):
    """The names that are right for a side."""
    return name if isinstance(name, list) else [name]


def judged(pair):
    """A row of the table: what was found, and what of it is right."""
    said, (code, found) = expected(pair), run(pair)
    wrong = said["verdict"] == "disagree"
    left, right = places(found)
    cause = " ".join(str(found.get(key) or "") for key in ("cause", "fix"))
    return {
        "pair": pair.name,
        "expected": said["verdict"],
        "verdict": found["verdict"] == said["verdict"] and code == int(wrong),
        "located": not wrong
        or (left in allowed(said["left_layer"]) and right in allowed(said["right_layer"])),
        "where": not wrong or found.get("where") == said["where"],
        "named": not wrong or bool(re.search(said["cause"], cause, re.IGNORECASE)),
        "found": f"{found['verdict']}: {left} / {right}, {found.get('where')}: "
        f"{str(found.get('cause') or '').splitlines()[:1]}",
    }


CHECKS = ("verdict", "located", "where", "named")


def table(rows):
    """The published table as lines of Markdown, and the counts below it."""
    lines = [f"| pair | expected | {' | '.join(CHECKS)} | found |", "|" + "--|" * 7]
    for row in rows:
        signs = " | ".join("✓" if row[key] else "✗" for key in CHECKS)
        lines.append(f"| {row['pair']} | {row['expected']} | {signs} | {row['found']} |")
    wrong = [row for row in rows if row["expected"] == "disagree"]
    alarms = sum(not row["verdict"] for row in rows if row["expected"] == "agree")
    counts = ", ".join(f"{key} {sum(row[key] for row in wrong)}" for key in CHECKS)
    lines += ["", f"{len(rows)} pairs, {len(wrong)} with a mistake: {counts}."]
    return [*lines, f"False alarms: {alarms} of {len(rows) - len(wrong)}."]


def test_there_are_enough_of_both():
    verdicts = Counter(expected(pair)["verdict"] for pair in PAIRS)
    assert len(PAIRS) >= 85
    assert verdicts["disagree"] >= 55
    assert verdicts["agree"] * 3 >= len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_says_what_is_expected_of_it(pair):
    said = expected(pair)
    wrong = pair.name.startswith("wrong_")
    assert said["verdict"] == ("disagree" if wrong else "agree")
    assert set(said) == (WRONG_FIELDS if wrong else RIGHT_FIELDS)
    for side in ("left", "right"):
        code = ast.parse((pair / f"{side}.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(code)
        functions = {node.name for node in code.body if isinstance(node, ast.FunctionDef)}
        assert "build" in functions
        assert len(imported(code) & FRAMEWORKS) == 1
    if wrong:
        assert said["where"] in ("forward", "backward", "optimizer", "state")
        assert said["cause"] == said["cause"].lower()
        assert not re.search(said["cause"], "")


def imported(code):
    """The packages that a file imports."""
    found = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("name", QUICK)
def test_a_few_are_judged_rightly(name):
    row = judged(HERE / name)
    assert all(row[key] for key in CHECKS), row["found"]


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_every_pair_is_judged_rightly(capsys):
    rows = [judged(pair) for pair in PAIRS]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(table(rows)) + "\n")
    assert all(row["verdict"] and row["located"] for row in rows)
    assert sum(row["named"] for row in rows) >= 0.95 * len(rows)


if __name__ == "__main__":
    wanted = sys.argv[1:] or [pair.name for pair in PAIRS]
    print("\n".join(table([judged(HERE / name) for name in wanted])))
