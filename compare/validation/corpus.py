"""How good the validation is: every planted fault and every right implementation, counted."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MEASURED = Path(__file__).with_name("measured.json")
"""What the last `make test-full` has measured."""


def table() -> dict[str, Any]:
    """The published figures: `rows` by concept, `total`, and `random` faultless cases."""
    found: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    return found


def header(path: Path) -> dict[str, str]:
    """The `word: value` lines of a file's docstring."""
    text = re.search(r'"""(.*?)"""', path.read_text(encoding="utf-8"), re.DOTALL)
    return dict(re.findall(r"^(\w+): (.*)$", text.group(1), re.MULTILINE)) if text else {}


def row(path: Path) -> dict[str, Any]:
    """What is said about one file, and whether that is so."""
    from compare.validation.engine import judge
    from compare.validation.load import find, load_module

    said = header(path)
    module = load_module(path)
    objects = [find(module, name.strip()) for name in said["object"].split(",")]
    found = judge(objects, said["like"], module)
    wrong = found.verdict == "wrong"
    named = wrong and bool(re.search(said.get("cause", "$^"), found.cause, re.IGNORECASE))
    return {
        "file": f"{path.parent.name}/{path.stem}",
        "concept": said["like"],
        "expected": said["verdict"],
        "verdict": found.verdict,
        "located": wrong and (named or bool(found.evidence)),
        "named": named,
        "cause": found.cause,
    }


def counted(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """How many were right, wrong, detected, located, named; and the false alarms."""
    rows = list(rows)
    faulty = [r for r in rows if r["expected"] == "wrong"]
    sound = [r for r in rows if r["expected"] == "right"]
    return {
        "right": len(sound),
        "false_alarms": sum(r["verdict"] != "right" for r in sound),
        "wrong": len(faulty),
        "detected": sum(r["verdict"] == "wrong" for r in faulty),
        "located": sum(r["located"] for r in faulty),
        "named": sum(r["named"] for r in faulty),
    }


def measured(rows: Iterable[dict[str, Any]], random: dict[str, int]) -> dict[str, Any]:
    """The table of many files."""
    rows = list(rows)
    concepts = sorted({r["concept"] for r in rows})
    return {
        "rows": [{"concept": c, **counted(r for r in rows if r["concept"] == c)} for c in concepts],
        "total": counted(rows),
        "random": random,
    }


def write(rows: Iterable[dict[str, Any]], random: dict[str, int]) -> None:
    """Keep the table, for the report."""
    text = json.dumps(measured(rows, random), indent=1) + "\n"
    MEASURED.write_text(text, encoding="utf-8")
