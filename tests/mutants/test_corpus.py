"""The corpus of planted faults is well-formed, large enough, and covers every family."""

import ast
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from compare import catalog

ROOT = Path(__file__).parent
FILES = sorted([*ROOT.glob("right/*.py"), *ROOT.glob("wrong/*.py")])
PARTS = {
    "softmax_cross_entropy": "losses",
    "lstm_cell": "layers",
    "gru_cell": "layers",
    "rnn_cell": "layers",
    "network": "examples",
}


def header(path):
    """The fields of a file's docstring."""
    title, _, *lines = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).split("\n")
    return {"title": title, **dict(line.split(": ", 1) for line in lines)}


def family(concept):
    return PARTS.get(concept) or catalog.get(concept).family


def test_there_are_enough_of_both():
    verdicts = Counter(header(path)["verdict"] for path in FILES)
    assert verdicts["wrong"] >= 80
    assert verdicts["right"] >= 60


@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_every_family_has_some(verdict):
    found = {family(header(path)["like"]) for path in FILES if path.parent.name == verdict}
    wanted = {concept.family for concept in catalog.concepts().values()} - {"examples"}
    assert wanted <= found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_says_what_it_is_and_can_be_imported(path):
    fields = header(path)
    wanted = {"title", "like", "object", "verdict", "note"}
    wanted |= {"cause"} if path.parent.name == "wrong" else set()
    assert set(fields) == wanted
    assert all(fields.values())
    assert fields["verdict"] == path.parent.name
    assert family(fields["like"])
    assert fields["note"].endswith(".")
    if "cause" in fields:
        assert fields["cause"] == fields["cause"].lower()
        assert not re.search(fields["cause"], "")
    defined = runpy.run_path(str(path))
    assert all(callable(defined[name]) for name in fields["object"].split(","))
